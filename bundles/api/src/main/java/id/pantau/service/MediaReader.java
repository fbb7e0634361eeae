package id.pantau.service;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A camera's stream as one endless file: the initialisation segment, then part after part, from the newest part that
 * begins with a key picture, which can be decoded by itself with what comes first. Holds no media itself: a reader that has fallen behind goes on with the newest such part.
 * Not thread-safe; no call blocks.
 */
@ProviderType
public interface MediaReader {

    /** The next piece, which the caller closes; empty when there is none yet, or none any more. */
    Optional<MediaResource> next();

    /** Whether nothing will follow: the camera is gone, or its pictures are coded differently now. */
    boolean isOver();
}
