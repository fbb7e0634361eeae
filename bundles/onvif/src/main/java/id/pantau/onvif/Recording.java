package id.pantau.onvif;

import java.time.Instant;
import java.util.Optional;

/**
 * What a device has recorded of one source.
 *
 * @param sourceName as people know it
 * @param earliest by the device's clock; empty when it has recorded nothing
 * @param latest by the device's clock; moving while it records
 * @param status such as {@code Recording}, {@code Stopped}
 */
public record Recording(
        String token,
        String source,
        String sourceName,
        Optional<Instant> earliest,
        Optional<Instant> latest,
        String status) {}
