package id.pantau.onvif.soap;

import id.pantau.onvif.DeviceClock;
import id.pantau.onvif.xml.XmlElement;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the answer to GetSystemDateAndTime. */
final class ClockReader {
    /** The standard offset of a POSIX time zone, which counts to the west. */
    private static final Pattern POSIX =
            Pattern.compile("(?:[A-Za-z]{3,}|<[-+A-Za-z0-9]+>)([-+]?)(\\d{1,2})(?::(\\d{2}))?.*");

    private ClockReader() {}

    /** @param now of this machine, in the middle of the call */
    static DeviceClock read(XmlElement answer, Instant now) {
        XmlElement time = answer.find("SystemDateAndTime").orElse(answer);
        String zone = time.text("TimeZone", "TZ");
        Optional<Instant> told = time.find("UTCDateTime")
                .flatMap(ClockReader::moment)
                .or(() -> time.find("LocalDateTime")
                        .flatMap(ClockReader::moment)
                        .map(local -> local.minus(offset(zone))));
        return new DeviceClock(
                told.orElse(now),
                told.map(utc -> Duration.between(now, utc)).orElse(Duration.ZERO),
                time.text("DateTimeType").equals("NTP"),
                time.text("DaylightSavings").equals("true"),
                zone);
    }

    private static Optional<Instant> moment(XmlElement xml) {
        try {
            LocalDateTime time = LocalDateTime.of(
                    Integer.parseInt(xml.text("Date", "Year")),
                    Integer.parseInt(xml.text("Date", "Month")),
                    Integer.parseInt(xml.text("Date", "Day")),
                    Integer.parseInt(xml.text("Time", "Hour")),
                    Integer.parseInt(xml.text("Time", "Minute")),
                    Math.min(59, Integer.parseInt(xml.text("Time", "Second"))));
            return Optional.of(time.toInstant(ZoneOffset.UTC));
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** How far local time is ahead of UTC, without daylight saving. */
    private static Duration offset(String zone) {
        Matcher matcher = POSIX.matcher(zone);
        if (!matcher.matches()) {
            return Duration.ZERO;
        }
        Duration west = Duration.ofHours(Integer.parseInt(matcher.group(2)))
                .plusMinutes(matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3)));
        return matcher.group(1).equals("-") ? west : west.negated();
    }
}
