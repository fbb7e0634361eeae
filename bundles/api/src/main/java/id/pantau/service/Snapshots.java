package id.pantau.service;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Newest pictures of cameras that send video, decoded now and then. Decides nothing about who may see them. Thread-safe; no
 * call blocks, decodes, or costs the camera anything. Absent where nothing can be decoded.
 */
@ProviderType
public interface Snapshots {

    /**
     * A camera's newest picture, and the wish for newer ones: for the next minute the camera is among those that are
     * decoded first.
     *
     * @return empty when there is none, or none that is recent enough to pass for what the camera shows
     */
    Optional<Snapshot> newest(String camera);

    /** Whether there is a picture that {@link #newest} would give now. Wishes for nothing. */
    boolean has(String camera);
}
