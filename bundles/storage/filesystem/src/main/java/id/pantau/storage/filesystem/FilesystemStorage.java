package id.pantau.storage.filesystem;

import id.pantau.spi.storage.SegmentStore;
import id.pantau.spi.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/** The configured folder as a storage backend. The folder is opened by the first call, on the caller's thread. */
@Component(name = FilesystemStorage.PID, service = SegmentStore.class)
@Storage("filesystem")
@Designate(ocd = FilesystemStorageConfig.class)
public final class FilesystemStorage implements SegmentStore {
    static final String PID = "id.pantau.storage.filesystem";

    private static final String STATE = "pantau.state";

    private final Path folder;
    private final long maximumBytes;
    private @Nullable SegmentFolder open;

    @Activate
    public FilesystemStorage(BundleContext context, FilesystemStorageConfig config) {
        this(folder(config.folder(), context.getProperty(STATE)), config.maximumBytes());
    }

    /**
     * A store in {@code folder}, which is made when it is first needed.
     *
     * @param maximumBytes kept at most, at least 1
     */
    public FilesystemStorage(Path folder, long maximumBytes) {
        if (maximumBytes < 1) {
            throw new IllegalArgumentException("maximumBytes: at least 1");
        }
        this.folder = folder;
        this.maximumBytes = maximumBytes;
    }

    static Path folder(String configured, @Nullable String state) {
        if (configured.isBlank()) {
            if (state == null) {
                throw new IllegalArgumentException("folder: empty, and there is no " + STATE + " to put it in");
            }
            return Path.of(state).toAbsolutePath().resolve("recordings");
        }
        try {
            Path folder = Path.of(configured.strip());
            if (!folder.isAbsolute()) {
                throw new IllegalArgumentException("folder: not an absolute path");
            }
            return folder;
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("folder: " + e.getReason(), e);
        }
    }

    @Override
    public Draft begin(Segment segment) throws IOException {
        return open().begin(segment);
    }

    @Override
    public Set<String> cameras() throws IOException {
        return open().cameras();
    }

    @Override
    public List<Segment> find(String camera, Instant from, Instant to) throws IOException {
        return open().find(camera, from, to);
    }

    @Override
    public InputStream read(Segment segment) throws IOException {
        return open().read(segment);
    }

    @Override
    public void delete(Segment segment) throws IOException {
        open().delete(segment);
    }

    @Override
    public Usage usage() throws IOException {
        return open().usage();
    }

    private synchronized SegmentFolder open() throws IOException {
        SegmentFolder now = open;
        if (now == null) {
            now = new SegmentFolder(folder, maximumBytes);
            open = now;
        }
        return now;
    }
}
