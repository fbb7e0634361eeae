package id.pantau.service;

import java.nio.ByteBuffer;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** A playlist, an initialisation segment or a media segment. Holds its bytes until it is closed. */
@ProviderType
public interface MediaResource extends AutoCloseable {

    String contentType();

    /** In bytes. */
    long length();

    /** Read-only buffers of the caller's own, direct where it is media. Not to be used after {@link #close()}. */
    List<ByteBuffer> body();

    /** Whether this name will never stand for other bytes. */
    boolean immutable();

    /** Entity tag, quoted. */
    String etag();

    /** Lets go of the bytes. Closing twice is harmless. */
    @Override
    void close();
}
