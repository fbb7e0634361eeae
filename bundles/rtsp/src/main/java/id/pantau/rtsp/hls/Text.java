package id.pantau.rtsp.hls;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A text that is written when somebody asks for it, once. It lies on the heap: what nobody reads costs nothing. */
final class Text implements Content {
    private final Supplier<ByteBuffer> writer;
    private @Nullable ByteBuffer bytes;

    /** @param writer called by the first who reads it; of what cannot change any more */
    Text(Supplier<ByteBuffer> writer) {
        this.writer = writer;
    }

    @Override
    public boolean hold() {
        return true;
    }

    @Override
    public void release() {
        // nothing to give back
    }

    @Override
    public List<ByteBuffer> body() {
        return List.of(bytes().asReadOnlyBuffer());
    }

    @Override
    public long length() {
        return bytes().remaining();
    }

    @Override
    public List<Slab> slabs() {
        return List.of();
    }

    private synchronized ByteBuffer bytes() {
        ByteBuffer written = bytes;
        if (written == null) {
            written = writer.get();
            bytes = written;
        }
        return written;
    }
}
