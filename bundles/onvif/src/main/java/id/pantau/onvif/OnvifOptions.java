package id.pantau.onvif;

import java.time.Duration;
import java.util.Optional;

/**
 * How devices are asked.
 *
 * @param timeout within which each call is answered
 * @param fingerprint SHA-256 of the certificate that an {@code https} device must show; empty for one that Java trusts
 */
public record OnvifOptions(Duration timeout, Optional<String> fingerprint) {

    /** Five seconds, certificates as Java trusts them. */
    public static OnvifOptions defaults() {
        return new OnvifOptions(Duration.ofSeconds(5), Optional.empty());
    }
}
