package id.pantau.rtsp.client;

import java.time.Duration;
import java.util.Objects;

/**
 * How a client behaves towards every server.
 *
 * @param loops event loop threads for all streams together, 1 to 16
 * @param connectTimeout until the TCP connection must stand, name look-up included
 * @param responseTimeout until each request must be answered completely
 * @param silence how long a playing stream may go without one complete access unit before it is closed
 * @param userAgent sent with every request; printable ASCII
 */
public record RtspClientOptions(
        int loops, Duration connectTimeout, Duration responseTimeout, Duration silence, String userAgent) {
    public RtspClientOptions {
        if (loops < 1 || loops > 16) {
            throw new IllegalArgumentException("loops must be 1 to 16, not " + loops);
        }
        requirePositive(connectTimeout, "connectTimeout");
        requirePositive(responseTimeout, "responseTimeout");
        requirePositive(silence, "silence");
        Objects.requireNonNull(userAgent, "userAgent");
        if (!userAgent.chars().allMatch(c -> c >= ' ' && c < 127)) {
            throw new IllegalArgumentException("userAgent must be printable ASCII");
        }
    }

    /** One loop; 5 s to connect, 5 s per answer, 5 s of silence. */
    public static RtspClientOptions defaults() {
        Duration patience = Duration.ofSeconds(5);
        return new RtspClientOptions(1, patience, patience, patience, "Pantau");
    }

    private static void requirePositive(Duration duration, String name) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be positive, not " + duration);
        }
    }
}
