package id.pantau.rtsp.hls;

import id.pantau.rtsp.media.AccessUnit;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * What every media playlist that lists a segment says of it (RFC 8216bis, section 4.4.4).
 *
 * @param date when it began
 * @param parts said while it is new
 * @param end its duration and its name
 */
record SegmentLines(String date, String parts, String end) {
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    static SegmentLines of(String name, Instant date, long ticks, List<Part> parts) {
        return new SegmentLines(date(date), parts(parts), "#EXTINF:" + seconds(ticks) + ",\n" + name + '\n');
    }

    static String date(Instant date) {
        return "#EXT-X-PROGRAM-DATE-TIME:" + DATE_TIME.format(date) + '\n';
    }

    static String parts(List<Part> parts) {
        StringBuilder text = new StringBuilder(80 * parts.size());
        for (Part part : parts) {
            text.append("#EXT-X-PART:DURATION=")
                    .append(seconds(part.ticks()))
                    .append(",URI=\"")
                    .append(part.name())
                    .append(part.independent() ? "\",INDEPENDENT=YES\n" : "\"\n");
        }
        return text.toString();
    }

    /** With five digits, as {@code String.format} would, but for every part. */
    private static String seconds(long ticks) {
        return decimal((ticks * 100_000 + AccessUnit.TICKS_PER_SECOND / 2) / AccessUnit.TICKS_PER_SECOND, 100_000);
    }

    static String millis(long millis) {
        return decimal(millis, 1_000);
    }

    private static String decimal(long value, long one) {
        return value / one + "." + Long.toString(one + value % one).substring(1);
    }
}
