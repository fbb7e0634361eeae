package id.pantau.rtsp.hls;

import id.pantau.rtsp.media.AccessUnit;
import id.pantau.rtsp.media.VideoFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Renders playlists (RFC 8216, section 4). */
final class PlaylistWriter {
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String HEAD = "#EXTM3U\n#EXT-X-VERSION:7\n";
    private static final String INDEPENDENT = "#EXT-X-INDEPENDENT-SEGMENTS\n";
    private static final int BANDWIDTH_STEP = 1000;

    private PlaylistWriter() {}

    /** @param segments not empty */
    static ByteBuffer media(List<Segment> segments, int targetDuration) {
        Segment first = segments.get(0);
        StringBuilder text = new StringBuilder(256 + 160 * segments.size())
                .append(HEAD)
                .append("#EXT-X-TARGETDURATION:")
                .append(targetDuration)
                .append("\n#EXT-X-MEDIA-SEQUENCE:")
                .append(first.sequence())
                .append("\n#EXT-X-DISCONTINUITY-SEQUENCE:")
                .append(first.discontinuity())
                .append('\n')
                .append(isIndependent(segments) ? INDEPENDENT : "");
        long discontinuity = first.discontinuity();
        String init = "";
        for (Segment segment : segments) {
            if (segment.discontinuity() != discontinuity) {
                discontinuity = segment.discontinuity();
                text.append("#EXT-X-DISCONTINUITY\n");
            }
            if (!segment.initName().equals(init)) {
                init = segment.initName();
                text.append("#EXT-X-MAP:URI=\"").append(init).append("\"\n");
            }
            text.append("#EXT-X-PROGRAM-DATE-TIME:")
                    .append(DATE_TIME.format(segment.start()))
                    .append("\n#EXTINF:")
                    .append(seconds(segment.ticks()))
                    .append(",\n")
                    .append(segment.name())
                    .append('\n');
        }
        return bytes(text);
    }

    /** @param segments not empty: what bit rate and picture rate are measured on */
    static ByteBuffer multivariant(List<Segment> segments, VideoFormat format, String mediaName) {
        long peak = segments.stream().mapToLong(Segment::bitsPerSecond).max().orElse(0);
        long ticks = segments.stream().mapToLong(Segment::ticks).sum();
        long bits = segments.stream().mapToLong(s -> s.stored().length() * 8).sum();
        double pictures = segments.stream().mapToInt(Segment::pictures).sum();
        StringBuilder text = new StringBuilder(256)
                .append(HEAD)
                .append(isIndependent(segments) ? INDEPENDENT : "")
                .append("#EXT-X-STREAM-INF:BANDWIDTH=")
                .append(rounded(peak))
                .append(",AVERAGE-BANDWIDTH=")
                .append(rounded(bits * AccessUnit.TICKS_PER_SECOND / Math.max(1, ticks)))
                .append(",CODECS=\"")
                .append(format.codecs())
                .append("\",RESOLUTION=")
                .append(format.width())
                .append('x')
                .append(format.height())
                .append(",FRAME-RATE=")
                .append(String.format(Locale.ROOT, "%.3f", pictures * AccessUnit.TICKS_PER_SECOND / Math.max(1, ticks)))
                .append('\n')
                .append(mediaName)
                .append('\n');
        return bytes(text);
    }

    private static boolean isIndependent(List<Segment> segments) {
        return segments.stream().allMatch(Segment::independent);
    }

    private static long rounded(long bitsPerSecond) {
        return (bitsPerSecond / BANDWIDTH_STEP + 1) * BANDWIDTH_STEP;
    }

    private static String seconds(long ticks) {
        return String.format(Locale.ROOT, "%.5f", (double) ticks / AccessUnit.TICKS_PER_SECOND);
    }

    private static ByteBuffer bytes(StringBuilder text) {
        return ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.US_ASCII));
    }
}
