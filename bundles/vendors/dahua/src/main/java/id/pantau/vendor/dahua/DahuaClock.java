package id.pantau.vendor.dahua;

import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import id.pantau.spi.vendor.Facet;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;

/**
 * A device's clock. It tells local time, whatever zone stands beside it (its HTTP header calls the same GMT); the zone is
 * in its configuration, as a number. Summer time is not reckoned with.
 */
final class DahuaClock implements Facet.Clock {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-M-d H:m:s").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    /** Minutes east of Greenwich, by the number in the configuration. */
    private static final int[] ZONES = {
        0, 60, 120, 180, 210, 240, 270, 300, 330, 345, 360, 390, 420, 480, 540, 570, 600, 660, 720, 780, -60, -120,
        -180, -210, -240, -300, -360, -420, -480, -540, -600, -660, -720
    };

    private final Cgi cgi;

    DahuaClock(Cgi cgi) {
        this.cgi = cgi;
    }

    @Override
    public Instant read() throws CameraException, InterruptedException {
        LocalDateTime local = local(cgi.read("global.cgi?action=getCurrentTime"));
        return local.toInstant(zone());
    }

    static LocalDateTime local(CgiText told) throws CameraException {
        try {
            return LocalDateTime.parse(
                    told.value("result").replaceFirst("(GMT|UTC|Z)$", "").strip(), FORMAT);
        } catch (DateTimeException e) {
            throw new CameraException(Kind.PROTOCOL, "global.cgi tells a time that cannot be read", e);
        }
    }

    @Override
    public void set(Instant now) throws CameraException, InterruptedException {
        String local = WRITTEN.format(now.atOffset(zone()));
        cgi.tell("global.cgi?action=setCurrentTime&time=" + Cgi.encoded(local));
    }

    private ZoneOffset zone() throws CameraException, InterruptedException {
        return zone(cgi.read("configManager.cgi?action=getConfig&name=NTP"));
    }

    static ZoneOffset zone(CgiText told) throws CameraException {
        int number = told.number("table.NTP.TimeZone").orElse(-1);
        if (number < 0 || number >= ZONES.length) {
            throw new CameraException(Kind.PROTOCOL, "configManager.cgi tells no time zone that is known");
        }
        return ZoneOffset.ofTotalSeconds(ZONES[number] * 60);
    }
}
