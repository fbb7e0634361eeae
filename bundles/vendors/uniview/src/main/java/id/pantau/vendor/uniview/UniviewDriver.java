package id.pantau.vendor.uniview;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.model.Credentials;
import id.pantau.model.DeviceInfo;
import id.pantau.model.Endpoint;
import id.pantau.onvif.http.DeviceAnswer;
import id.pantau.onvif.http.DeviceHttp;
import id.pantau.spi.vendor.CameraDriver;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.ProbeResult;
import id.pantau.spi.vendor.Vendor;
import id.pantau.vendor.dialect.WebAccess;
import id.pantau.vendor.dialect.onvif.OnvifBeside;
import java.io.IOException;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Drives what speaks LAPI: Uniview's cameras and recorders, under whatever brand. LAPI tells the channels, their streams and
 * how these are coded; still pictures, movement, events and the clock are ONVIF's, as far as the device has it on.
 *
 * <p>Uniview publishes LAPI to its partners only. Paths and values are as the web pages of devices use them, and as public
 * projects have noted them of cameras and recorders.
 */
@Component(configurationPid = "id.pantau.vendor.uniview", property = "service.ranking:Integer=200")
@Vendor("uniview")
@Designate(ocd = UniviewConfiguration.class)
public final class UniviewDriver implements CameraDriver {
    private static final String IDENTITY = "/System/DeviceInfo";
    /** Of firmware that does not have the other. */
    private static final String BASIC_IDENTITY = "/System/DeviceBasicInfo";

    private final WebAccess web;
    private final OnvifBeside onvif;

    @Activate
    public UniviewDriver(UniviewConfiguration configuration) {
        web = new WebAccess("LAPI", configuration.timeoutSeconds(), configuration.certificatePins());
        onvif = new OnvifBeside(web);
    }

    @Override
    public ProbeResult probe(Endpoint endpoint) throws InterruptedException {
        return web.probe(endpoint, UniviewDriver::recognise);
    }

    /** The realm is the device's hardware address; other web servers have never heard of LAPI, and do not ask for a login there. */
    private static ProbeResult recognise(DeviceHttp http) throws IOException, InterruptedException {
        DeviceAnswer answer = http.ask(Lapi.get(IDENTITY));
        if (answer.status() == 401) {
            return answer.realm().matches("[0-9A-Fa-f]{12}") || isLapi(answer)
                    ? new ProbeResult.NeedsLogin(answer.realm())
                    : new ProbeResult.NotMine("asks for a login, but not as LAPI does");
        }
        JsonNode envelope = Lapi.envelope(answer.body());
        try {
            return identity(Lapi.data(envelope))
                    .<ProbeResult>map(ProbeResult.Recognised::new)
                    .orElseGet(() -> new ProbeResult.NotMine("tells no serial number"));
        } catch (CameraException e) {
            // it speaks LAPI, and says no more to strangers
            return new ProbeResult.NeedsLogin("");
        }
    }

    private static boolean isLapi(DeviceAnswer answer) {
        try {
            return !Lapi.envelope(answer.body()).isMissingNode();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public CameraSession open(Endpoint endpoint, Credentials credentials) throws CameraException, InterruptedException {
        Lapi lapi = new Lapi(web.http(endpoint, credentials));
        Optional<JsonNode> told = lapi.readIfThere(IDENTITY);
        DeviceInfo device = identity(told.isPresent() ? told.get() : lapi.read(BASIC_IDENTITY))
                .orElseThrow(() -> new CameraException(Kind.PROTOCOL, lapi + " tells no serial number"));
        return UniviewSession.open(
                lapi, device, endpoint.uri().getHost(), onvif.find(endpoint, credentials, OnvifSources::read));
    }

    static Optional<DeviceInfo> identity(JsonNode data) {
        String serial = data.path("SerialNumber").asText();
        return serial.isEmpty()
                ? Optional.empty()
                : Optional.of(new DeviceInfo("Uniview", data.path("DeviceModel").asText(), serial));
    }
}
