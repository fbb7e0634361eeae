package id.pantau.vendor.axis;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import id.pantau.spi.vendor.Facet;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A device's clock, by the Time API of AXIS OS 9.30 and later. A device that asks a time server is set back by that one.
 *
 * @see <a href="https://developer.axis.com/vapix/network-video/time-api">VAPIX, Time API</a>
 */
final class AxisClock implements Facet.Clock {
    private static final String CGI = "time.cgi";

    private final Vapix vapix;

    AxisClock(Vapix vapix) {
        this.vapix = vapix;
    }

    @Override
    public Instant read() throws CameraException, InterruptedException {
        return moment(vapix.call(CGI, "getDateTimeInfo", ""));
    }

    static Instant moment(JsonNode data) throws CameraException {
        try {
            return Instant.parse(data.path("dateTime").asText());
        } catch (DateTimeException e) {
            throw new CameraException(Kind.PROTOCOL, CGI + " tells a time that cannot be read", e);
        }
    }

    @Override
    public void set(Instant now) throws CameraException, InterruptedException {
        Instant second = now.plusMillis(500).truncatedTo(ChronoUnit.SECONDS);
        vapix.call(CGI, "setDateTime", "{\"dateTime\":\"" + second + "\"}");
    }
}
