package id.pantau.storage.filesystem;

import id.pantau.spi.storage.SegmentStore.Segment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a segment and its file name each other: {@code CAMERA/2026-11-17/20261117T120000000Z_20261117T120004000Z.mp4},
 * in UTC, by the day on which the segment starts. Names sort by time, and a name that this class did not write names
 * no segment.
 */
final class SegmentName {
    /** A longer segment is refused, so what overlaps a day lies in its folder or in the one of the day before. */
    static final Duration LONGEST = Duration.ofDays(1);

    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final String SUFFIX = ".mp4";
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'");

    private static final Pattern CAMERA = Pattern.compile("[a-z0-9]{1,64}");

    private SegmentName() {}

    /** Whether a camera can have that id, see {@link Segment}. */
    static boolean isCamera(String id) {
        return CAMERA.matcher(id).matches();
    }

    /**
     * The segment's file, relative to the store's folder.
     *
     * @throws IOException when the segment's times cannot be named
     */
    static Path path(Segment segment) throws IOException {
        if (segment.start().isBefore(FIRST) || segment.end().isAfter(LAST)) {
            throw new IOException("a segment lies between " + FIRST + " and " + LAST);
        }
        if (segment.start().plus(LONGEST).isBefore(segment.end())) {
            throw new IOException("a segment is no longer than " + LONGEST.toHours() + " hours");
        }
        if (!isWhole(segment.start()) || !isWhole(segment.end())) {
            throw new IOException("a segment's times are whole milliseconds");
        }
        return Path.of(
                segment.camera(),
                LocalDate.ofInstant(segment.start(), ZoneOffset.UTC).toString(),
                format(segment.start()) + "_" + format(segment.end()) + SUFFIX);
    }

    /** The segment of a file in the folder of {@code camera}, if it is one. */
    static Optional<Segment> parse(String camera, String fileName) {
        int separator = fileName.indexOf('_');
        if (!isCamera(camera) || separator < 0 || !fileName.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        try {
            Segment segment = new Segment(
                    camera,
                    moment(fileName.substring(0, separator)),
                    moment(fileName.substring(separator + 1, fileName.length() - SUFFIX.length())));
            return Optional.of(segment);
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isWhole(Instant moment) {
        return moment.equals(moment.truncatedTo(ChronoUnit.MILLIS));
    }

    private static String format(Instant moment) {
        return MOMENT.format(moment.atOffset(ZoneOffset.UTC));
    }

    private static Instant moment(String text) {
        return LocalDateTime.parse(text, MOMENT).toInstant(ZoneOffset.UTC);
    }
}
