package id.pantau.service;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Configuration values that were refused and still stand where they were written. Thread-safe. */
@ProviderType
public interface ConfigurationProblems {

    /** Every refused value, by PID and key. */
    List<Problem> all();

    /**
     * A refused value.
     *
     * @param pid of the configuration
     * @param file where it was written, or empty when it came from no file
     * @param key empty when the values do not fit together
     * @param reason without secrets
     * @param inForce what is used instead, in words
     */
    record Problem(String pid, String file, String key, String reason, String inForce, Instant since) {}
}
