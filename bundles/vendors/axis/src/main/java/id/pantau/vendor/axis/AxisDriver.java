package id.pantau.vendor.axis;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.model.Credentials;
import id.pantau.model.DeviceInfo;
import id.pantau.model.Endpoint;
import id.pantau.onvif.OnvifDevice;
import id.pantau.onvif.OnvifException;
import id.pantau.onvif.http.DeviceAnswer;
import id.pantau.onvif.http.DeviceHttp;
import id.pantau.onvif.http.DeviceRequest;
import id.pantau.spi.vendor.CameraDriver;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.Channel;
import id.pantau.spi.vendor.Facet;
import id.pantau.spi.vendor.ProbeResult;
import id.pantau.spi.vendor.Vendor;
import id.pantau.vendor.dialect.DeviceSession;
import id.pantau.vendor.dialect.HttpDevice;
import id.pantau.vendor.dialect.WebAccess;
import id.pantau.vendor.dialect.json.DeviceJson;
import id.pantau.vendor.dialect.onvif.Failures;
import id.pantau.vendor.dialect.onvif.OnvifBeside;
import id.pantau.vendor.dialect.onvif.OnvifEvents;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Drives what speaks VAPIX: Axis's cameras and encoders.
 *
 * <p>What they notice is taken by ONVIF's pull points. VAPIX's own ways are a WebSocket ({@code ws-data-stream}), whose client
 * in Java 17 knows neither Digest nor an end of its connections, and a track of the RTSP stream, which the platform
 * pulls, not the driver. The topics are the same on all three.
 */
@Component(configurationPid = "id.pantau.vendor.axis", property = "service.ranking:Integer=200")
@Vendor("axis")
@Designate(ocd = AxisConfiguration.class)
public final class AxisDriver implements CameraDriver {
    private static final String IDENTITY = Vapix.list("Brand", "Properties.System");
    private static final String PROPERTIES = "/axis-cgi/basicdeviceinfo.cgi";

    private final WebAccess web;
    private final OnvifBeside onvif;

    @Activate
    public AxisDriver(AxisConfiguration configuration) {
        web = new WebAccess("VAPIX", configuration.timeoutSeconds(), configuration.certificatePins());
        onvif = new OnvifBeside(web);
    }

    @Override
    public ProbeResult probe(Endpoint endpoint) throws InterruptedException {
        return web.probe(endpoint, AxisDriver::recognise);
    }

    private static ProbeResult recognise(DeviceHttp http) throws IOException, InterruptedException {
        DeviceAnswer answer = http.ask(DeviceRequest.get(IDENTITY));
        if (answer.isSuccess()) {
            return identity(Parameters.of(answer.text()))
                    .<ProbeResult>map(ProbeResult.Recognised::new)
                    .orElseGet(() -> new ProbeResult.NotMine("param.cgi tells no brand"));
        }
        if (answer.status() != 401) {
            return new ProbeResult.NotMine("answers HTTP " + answer.status() + " to param.cgi");
        }
        return answer.realm().startsWith("AXIS_") || tellsProperties(http)
                ? new ProbeResult.NeedsLogin(answer.realm())
                : new ProbeResult.NotMine("asks for a login, but not as VAPIX does");
    }

    /** AXIS OS 8.40 and later tell everybody what they are, unless that is turned off. */
    private static boolean tellsProperties(DeviceHttp http) throws IOException, InterruptedException {
        DeviceAnswer answer =
                http.ask(DeviceRequest.post(PROPERTIES, Vapix.JSON, Vapix.method("getAllUnrestrictedProperties", "")));
        return answer.isSuccess() && hasProperties(DeviceJson.object(answer.body()));
    }

    static boolean hasProperties(JsonNode answer) {
        JsonNode properties = answer.path("data").path("propertyList");
        return properties.hasNonNull("ProdNbr") && properties.hasNonNull("SerialNumber");
    }

    @Override
    public CameraSession open(Endpoint endpoint, Credentials credentials) throws CameraException, InterruptedException {
        Vapix vapix = new Vapix(new HttpDevice(web.http(endpoint, credentials)));
        Parameters told = vapix.parameters("Brand", "Properties", "Image", "ImageSource", "PTZ", "Network.RTSP");
        DeviceInfo device = identity(told)
                .orElseThrow(() -> new CameraException(Kind.PROTOCOL, vapix + " param.cgi tells no brand"));
        List<Channel> channels = AxisChannel.all(vapix, told, endpoint.uri().getHost());
        List<String> ids = channels.stream().map(Channel::id).toList();
        Optional<OnvifEvents> events = onvif.find(endpoint, credentials, noticed -> events(noticed, ids))
                .flatMap(found -> found);
        List<Facet> facets = new ArrayList<>();
        facets.add(new AxisClock(vapix));
        events.ifPresent(facets::add);
        return new DeviceSession(device, channels, facets, () -> events.ifPresent(OnvifEvents::close));
    }

    private static Optional<OnvifEvents> events(OnvifDevice device, List<String> channels)
            throws OnvifException, InterruptedException {
        return device.events()
                .map(service -> new OnvifEvents(device, service, AxisTopics.names(channels), Failures.BESIDE));
    }

    static Optional<DeviceInfo> identity(Parameters told) {
        return told.has("Brand.ProdNbr")
                ? Optional.of(new DeviceInfo(
                        told.value("Brand.Brand"),
                        told.value("Brand.ProdNbr"),
                        told.value("Properties.System.SerialNumber")))
                : Optional.empty();
    }
}
