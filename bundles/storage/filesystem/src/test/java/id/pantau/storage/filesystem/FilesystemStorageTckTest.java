package id.pantau.storage.filesystem;

import id.pantau.spi.storage.SegmentStore;
import id.pantau.tck.storage.SegmentStoreTck;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class FilesystemStorageTckTest extends SegmentStoreTck {
    @TempDir
    Path folder;

    @Override
    protected SegmentStore reopen() {
        return new FilesystemStorage(folder, 100_000_000);
    }
}
