package id.pantau.storage.filesystem;

import id.pantau.spi.storage.SegmentStore.Draft;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that nobody finds, until it is renamed to a segment's. */
final class FileDraft implements Draft {
    private final Path file;
    private final FileChannel channel;
    private final Budget budget;
    private final Renaming renaming;
    private long bytes;
    private boolean finished;

    FileDraft(Path file, FileChannel channel, Budget budget, Renaming renaming) {
        this.file = file;
        this.channel = channel;
        this.budget = budget;
        this.renaming = renaming;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        if (finished) {
            throw new ClosedChannelException();
        }
        int length = source.remaining();
        budget.reserve(length);
        bytes += length;
        while (source.hasRemaining()) {
            channel.write(source);
        }
        return length;
    }

    @Override
    public void commit() throws IOException {
        if (finished) {
            throw new ClosedChannelException();
        }
        channel.force(true);
        channel.close();
        renaming.rename();
        finished = true;
        budget.committed(bytes);
    }

    @Override
    public boolean isOpen() {
        return !finished;
    }

    @Override
    public void close() throws IOException {
        if (!finished) {
            finished = true;
            budget.discarded(bytes);
            try (channel) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Makes the file a segment's, durably. */
    interface Renaming {
        void rename() throws IOException;
    }
}
