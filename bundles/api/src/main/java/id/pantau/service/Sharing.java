package id.pantau.service;

import id.pantau.model.Text;
import id.pantau.model.Use;
import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Whether a camera's owner shares it, as {@link Agreements} has it. Whoever hands out a camera's picture, recordings or
 * controls asks at each request. Answered from memory. Thread-safe.
 */
@ProviderType
public interface Sharing {

    /** Why the owner does not share that use at that moment; empty when it does. A camera that does not exist is not shared. */
    Optional<Text> obstacle(String camera, Use use, Instant at);

    /**
     * Why the owner's agreements do not grant that use on that day at all, whatever their hours and whether there is an incident;
     * empty when they do. For what was recorded while they held.
     */
    Optional<Text> ended(String camera, Use use, Instant at);
}
