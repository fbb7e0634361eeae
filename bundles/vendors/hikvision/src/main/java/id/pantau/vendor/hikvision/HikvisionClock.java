package id.pantau.vendor.hikvision;

import id.pantau.onvif.xml.XmlElement;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import id.pantau.spi.vendor.Facet;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A device's clock. Older ones tell local time alone, and their zone as POSIX does, west of Greenwich positive. */
final class HikvisionClock implements Facet.Clock {
    private static final String PATH = "/ISAPI/System/time";
    private static final Pattern ZONE = Pattern.compile("[A-Za-z]{3,}([+-]?)(\\d{1,2}):(\\d{2})(?::\\d{2})?.*");

    private final Isapi isapi;

    HikvisionClock(Isapi isapi) {
        this.isapi = isapi;
    }

    @Override
    public Instant read() throws CameraException, InterruptedException {
        XmlElement told = isapi.read(PATH);
        return moment(told).toInstant();
    }

    @Override
    public void set(Instant now) throws CameraException, InterruptedException {
        XmlElement told = isapi.read(PATH);
        OffsetDateTime local =
                now.truncatedTo(ChronoUnit.SECONDS).atOffset(moment(told).getOffset());
        DateTimeFormatter as = hasOffset(told.text("localTime"))
                ? DateTimeFormatter.ISO_OFFSET_DATE_TIME
                : DateTimeFormatter.ISO_LOCAL_DATE_TIME;
        isapi.write(
                PATH,
                told.replacing("manual", "timeMode")
                        .replacing(as.format(local), "localTime")
                        .toString());
    }

    static OffsetDateTime moment(XmlElement told) throws CameraException {
        String text = told.text("localTime");
        try {
            return hasOffset(text)
                    ? OffsetDateTime.parse(text)
                    : LocalDateTime.parse(text).atOffset(zone(told.text("timeZone")));
        } catch (DateTimeException e) {
            throw new CameraException(Kind.PROTOCOL, PATH + ": a time that cannot be read", e);
        }
    }

    private static boolean hasOffset(String time) {
        return time.matches(".*T.*(Z|[+-]\\d{2}:\\d{2})");
    }

    private static ZoneOffset zone(String posix) {
        Matcher zone = ZONE.matcher(posix);
        if (!zone.matches()) {
            throw new DateTimeException("no zone");
        }
        int sign = zone.group(1).equals("-") ? 1 : -1;
        return ZoneOffset.ofHoursMinutes(
                sign * Integer.parseInt(zone.group(2)), sign * Integer.parseInt(zone.group(3)));
    }
}
