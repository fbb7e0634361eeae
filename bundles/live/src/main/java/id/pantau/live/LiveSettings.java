package id.pantau.live;

import id.pantau.rtsp.client.CertificatePins;
import id.pantau.rtsp.client.PullOptions;
import id.pantau.rtsp.client.RtspClientOptions;
import id.pantau.rtsp.hls.HlsOptions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The configuration, checked.
 *
 * @param silence without a complete picture, after which a camera is no longer live
 * @param driverGrace for which a missing driver is not yet gone
 * @param linger for which a stream that nobody asks for any more is still pulled
 * @param pull how every camera is pulled
 * @param audio the cameras whose sound is pulled
 * @param pins the certificates that cameras under TLS must show
 */
record LiveSettings(
        HlsOptions hls,
        long bytesTotal,
        Duration silence,
        Duration driverGrace,
        Duration linger,
        int connectsPerSecond,
        RtspClientOptions client,
        PullOptions pull,
        Set<String> audio,
        CertificatePins pins) {
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

    /** Every camera over TCP, certificates as this Java trusts them. */
    LiveSettings(
            HlsOptions hls,
            long bytesTotal,
            Duration silence,
            Duration driverGrace,
            Duration linger,
            int connectsPerSecond,
            RtspClientOptions client) {
        this(
                hls,
                bytesTotal,
                silence,
                driverGrace,
                linger,
                connectsPerSecond,
                client,
                PullOptions.defaults(),
                Set.of(),
                CertificatePins.none());
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
                new RtspClientOptions(config.loops(), CONNECT_TIMEOUT, RESPONSE_TIMEOUT, silence, "Pantau"),
                PullOptions.defaults()
                        .withTransport(transport(config.transport()))
                        .withSnapshots(config.picturesPerSecond()),
                Set.of(config.audioCameras()),
                pins(List.of(config.certificatePins())));
    }

    private static PullOptions.Transport transport(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "tcp" -> PullOptions.Transport.TCP;
            case "udp" -> PullOptions.Transport.UDP;
            default -> throw new IllegalArgumentException("id.pantau.live: transport is tcp or udp, not " + name);
        };
    }

    private static CertificatePins pins(List<String> lines) {
        try {
            return CertificatePins.parse(lines);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("id.pantau.live: certificatePins: " + e.getMessage(), e);
        }
    }
}
