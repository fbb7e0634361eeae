package id.pantau.service;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** A playlist, an initialisation segment, a media segment or a picture. Holds its bytes until it is closed. */
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

    /**
     * When the bytes came from the camera, where they are one moment's picture; when the first of them did, where they are
     * a piece that a {@link MediaReader} took.
     */
    default Optional<Instant> modified() {
        return Optional.empty();
    }

    /** Lets go of the bytes. Closing twice is harmless. */
    @Override
    void close();
}
