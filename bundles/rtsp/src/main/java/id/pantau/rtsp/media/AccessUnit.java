package id.pantau.rtsp.media;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Objects;

/**
 * One coded picture.
 *
 * @param data NAL units, each behind its length in 4 bytes (ISO/IEC 14496-15), without parameter sets; valid only during
 *     the call that hands it over
 * @param dts when to decode it, in ticks of 1/90000 s; strictly increasing on one connection
 * @param pts when to show it, on the same clock
 * @param key an IDR picture: decoding can begin here
 * @param arrival when its last byte was read
 */
public record AccessUnit(ByteBuffer data, long dts, long pts, boolean key, Instant arrival) {
    /** Ticks of {@code dts} and {@code pts} in a second. */
    public static final int TICKS_PER_SECOND = 90_000;

    public AccessUnit {
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(arrival, "arrival");
    }
}
