package id.pantau.rtsp.hls;

import id.pantau.rtsp.media.AccessUnit;
import id.pantau.rtsp.media.VideoFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Renders multivariant playlists (RFC 8216bis, section 4.4.6). */
public final class MultivariantPlaylist {
    private static final String HEAD = "#EXTM3U\n#EXT-X-VERSION:7\n";
    private static final int BANDWIDTH_STEP = 1000;

    private MultivariantPlaylist() {}

    /**
     * A variant and where its media playlist is.
     *
     * @param uri relative to the multivariant playlist
     */
    public record Entry(String uri, Variant variant) {}

    /** @param entries the one that players begin with first */
    public static ByteBuffer of(List<Entry> entries) {
        StringBuilder text = new StringBuilder(256 * entries.size()).append(HEAD);
        if (entries.stream().allMatch(entry -> entry.variant().independent())) {
            text.append(PlaylistWriter.INDEPENDENT);
        }
        entries.forEach(entry -> append(text, entry));
        return ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private static void append(StringBuilder text, Entry entry) {
        Variant variant = entry.variant();
        text.append("#EXT-X-STREAM-INF:BANDWIDTH=")
                .append(variant.bandwidth())
                .append(",AVERAGE-BANDWIDTH=")
                .append(variant.averageBandwidth())
                .append(",CODECS=\"")
                .append(variant.codecs())
                .append("\",RESOLUTION=")
                .append(variant.width())
                .append('x')
                .append(variant.height())
                .append(",FRAME-RATE=")
                .append(String.format(Locale.ROOT, "%.3f", variant.frameRate()))
                .append('\n')
                .append(entry.uri())
                .append('\n');
    }

    /** @param segments not empty: what bit rate and picture rate are measured on */
    static Variant measure(List<Segment> segments, VideoFormat format) {
        long peak = segments.stream().mapToLong(Segment::bitsPerSecond).max().orElse(0);
        long ticks = Math.max(1, segments.stream().mapToLong(Segment::ticks).sum());
        long bits = segments.stream().mapToLong(s -> s.stored().length() * 8).sum();
        double pictures = segments.stream().mapToInt(Segment::pictures).sum();
        return new Variant(
                rounded(peak),
                rounded(bits * AccessUnit.TICKS_PER_SECOND / ticks),
                format.allCodecs(),
                format.width(),
                format.height(),
                pictures * AccessUnit.TICKS_PER_SECOND / ticks,
                segments.stream().allMatch(Segment::independent));
    }

    private static long rounded(long bitsPerSecond) {
        return (bitsPerSecond / BANDWIDTH_STEP + 1) * BANDWIDTH_STEP;
    }
}
