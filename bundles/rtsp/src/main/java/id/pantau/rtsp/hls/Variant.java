package id.pantau.rtsp.hls;

import java.util.Objects;

/**
 * A stream as a multivariant playlist describes it (RFC 8216bis, section 4.4.6.2), measured on what its playlist lists.
 *
 * @param bandwidth of its largest segment, in bits per second
 * @param averageBandwidth in bits per second
 * @param codecs as in RFC 6381
 * @param width in pixels
 * @param height in pixels
 * @param frameRate pictures per second
 * @param independent whether all its segments begin with a key picture
 */
public record Variant(
        long bandwidth,
        long averageBandwidth,
        String codecs,
        int width,
        int height,
        double frameRate,
        boolean independent) {
    public Variant {
        Objects.requireNonNull(codecs, "codecs");
    }
}
