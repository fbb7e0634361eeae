package id.pantau.rtsp.hls;

import java.nio.ByteBuffer;
import java.util.List;

/** A playlist, an initialisation segment or a media segment. Its bytes stay valid until it is closed. */
public interface HlsResource extends AutoCloseable {

    String contentType();

    /** In bytes. */
    long length();

    /** Direct, read-only buffers of the caller's own. Not to be used after {@link #close()}. */
    List<ByteBuffer> body();

    /** Whether this name will never stand for other bytes. */
    boolean immutable();

    /** Entity tag, quoted. */
    String etag();

    /** Lets go of the bytes. Closing twice is harmless. */
    @Override
    void close();
}
