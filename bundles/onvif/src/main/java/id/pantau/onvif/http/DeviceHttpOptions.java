package id.pantau.onvif.http;

import java.time.Duration;
import java.util.Optional;

/**
 * How a device is asked.
 *
 * @param timeout within which a whole call ends, with its login
 * @param fingerprint SHA-256 of the certificate that an {@code https} device must show, in hexadecimal, with or without
 *     colons; empty for one that Java trusts
 * @param basicInClear whether a password may be sent readable over plain {@code http}, to a device that offers nothing
 *     better; over TLS it always may
 */
public record DeviceHttpOptions(Duration timeout, Optional<String> fingerprint, boolean basicInClear) {

    /** Certificates as Java trusts them, no readable passwords. */
    public static DeviceHttpOptions within(Duration timeout) {
        return new DeviceHttpOptions(timeout, Optional.empty(), false);
    }

    public DeviceHttpOptions withFingerprint(String sha256) {
        return new DeviceHttpOptions(timeout, Optional.of(sha256), basicInClear);
    }

    public DeviceHttpOptions withBasicInClear() {
        return new DeviceHttpOptions(timeout, fingerprint, true);
    }
}
