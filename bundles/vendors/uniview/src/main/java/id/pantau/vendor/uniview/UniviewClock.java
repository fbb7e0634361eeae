package id.pantau.vendor.uniview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import id.pantau.spi.vendor.Facet;
import java.time.Instant;

/**
 * A device's clock by LAPI, in seconds since 1970, as UTC; not tried on a device. What else is told beside it, such as the
 * time zone, goes back unchanged.
 */
final class UniviewClock implements Facet.Clock {
    private static final String PATH = "/System/Time";
    private static final String TIME = "DeviceTime";

    private final Lapi lapi;

    UniviewClock(Lapi lapi) {
        this.lapi = lapi;
    }

    @Override
    public Instant read() throws CameraException, InterruptedException {
        return moment(lapi.read(PATH));
    }

    static Instant moment(JsonNode data) throws CameraException {
        String text = data.path(TIME).asText();
        if (!text.matches("\\d{1,11}")) {
            throw new CameraException(Kind.PROTOCOL, PATH + " tells a time that cannot be read");
        }
        return Instant.ofEpochSecond(Long.parseLong(text));
    }

    @Override
    public void set(Instant now) throws CameraException, InterruptedException {
        if (!(lapi.read(PATH) instanceof ObjectNode data)) {
            throw new CameraException(Kind.PROTOCOL, PATH + " tells no time");
        }
        lapi.write(PATH, data.put(TIME, now.plusMillis(500).getEpochSecond()));
    }
}
