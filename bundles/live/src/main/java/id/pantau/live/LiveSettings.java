package id.pantau.live;

import id.pantau.rtsp.client.RtspClientOptions;
import id.pantau.rtsp.hls.HlsOptions;
import java.time.Duration;

/**
 * The configuration, checked.
 *
 * @param silence without a complete picture, after which a camera is no longer live
 * @param driverGrace for which a missing driver is not yet gone
 * @param linger for which a stream that nobody asks for any more is still pulled
 */
record LiveSettings(
        HlsOptions hls,
        long bytesTotal,
        Duration silence,
        Duration driverGrace,
        Duration linger,
        int connectsPerSecond,
        RtspClientOptions client) {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(5);

    LiveSettings {
        if (hls.byteBudget() > bytesTotal) {
            throw new IllegalArgumentException("id.pantau.live: bytesPerCamera is more than bytesTotal");
        }
        if (silence.isNegative() || silence.isZero()) {
            throw new IllegalArgumentException("id.pantau.live: silenceSeconds must be positive");
        }
        if (driverGrace.isNegative()) {
            throw new IllegalArgumentException("id.pantau.live: driverGraceSeconds must not be negative");
        }
        if (linger.isNegative() || linger.isZero()) {
            throw new IllegalArgumentException("id.pantau.live: lingerSeconds must be positive");
        }
        if (connectsPerSecond < 1) {
            throw new IllegalArgumentException("id.pantau.live: connectsPerSecond must be positive");
        }
    }

    /** How long somebody who asks for a main stream that has to be pulled first waits for it. */
    Duration mainPatience() {
        return Duration.ofSeconds(hls.targetDuration() * 3L);
    }

    /** @throws IllegalArgumentException naming what is wrong */
    static LiveSettings of(LiveConfig config) {
        Duration silence = Duration.ofSeconds(config.silenceSeconds());
        return new LiveSettings(
                new HlsOptions(Duration.ofSeconds(config.targetSeconds()), config.segments(), config.bytesPerCamera()),
                config.bytesTotal(),
                silence,
                Duration.ofSeconds(config.driverGraceSeconds()),
                Duration.ofSeconds(config.lingerSeconds()),
                config.connectsPerSecond(),
                new RtspClientOptions(config.loops(), CONNECT_TIMEOUT, RESPONSE_TIMEOUT, silence, "Pantau"));
    }
}
