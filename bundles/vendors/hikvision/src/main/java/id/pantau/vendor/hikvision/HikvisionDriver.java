package id.pantau.vendor.hikvision;

import id.pantau.model.Credentials;
import id.pantau.model.DeviceInfo;
import id.pantau.model.Endpoint;
import id.pantau.onvif.http.DeviceAnswer;
import id.pantau.onvif.http.DeviceHttp;
import id.pantau.onvif.http.DeviceRequest;
import id.pantau.onvif.xml.XmlElement;
import id.pantau.onvif.xml.XmlReader;
import id.pantau.spi.vendor.CameraDriver;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.ProbeResult;
import id.pantau.spi.vendor.Vendor;
import id.pantau.vendor.dialect.WebAccess;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/** Drives what speaks ISAPI: Hikvision's cameras and recorders, under whatever brand. */
@Component(configurationPid = "id.pantau.vendor.hikvision", property = "service.ranking:Integer=200")
@Vendor("hikvision")
@Designate(ocd = HikvisionConfiguration.class)
public final class HikvisionDriver implements CameraDriver {
    private static final String IDENTITY = "/ISAPI/System/deviceInfo";

    private final WebAccess web;

    @Activate
    public HikvisionDriver(HikvisionConfiguration configuration) {
        web = new WebAccess("ISAPI", configuration.timeoutSeconds(), configuration.certificatePins());
    }

    @Override
    public ProbeResult probe(Endpoint endpoint) throws InterruptedException {
        return web.probe(endpoint, HikvisionDriver::recognise);
    }

    private static ProbeResult recognise(DeviceHttp http) throws IOException, CameraException, InterruptedException {
        DeviceAnswer answer = http.ask(DeviceRequest.get(IDENTITY));
        if (answer.isSuccess()) {
            return new ProbeResult.Recognised(identity(XmlReader.read(answer.body())));
        }
        if (Isapi.status(answer).equals("notActivated")) {
            return new ProbeResult.NeedsLogin("not activated: it has no password yet");
        }
        if (answer.status() == 401) {
            return asksForLogin(answer);
        }
        return new ProbeResult.NotMine("answers HTTP " + answer.status() + " to " + IDENTITY);
    }

    /** Any web server may ask for a login here; ISAPI does it in its own words. */
    private static ProbeResult asksForLogin(DeviceAnswer answer) {
        String server = answer.first("server");
        boolean known = server.matches("(?i)(App-webs|DNVRS-Webs|DVRDVS-Webs|Hikvision-Webs).*")
                || answer.realm().matches("(?i)(DS-|iDS-|HikvisionDS|IP Camera\\(|Embedded Net DVR).*");
        boolean words = answer.text().contains("<userCheck")
                || (answer.text().contains("<ResponseStatus") && answer.text().contains("statusCode"));
        return known || words
                ? new ProbeResult.NeedsLogin(answer.realm())
                : new ProbeResult.NotMine("asks for a login, but not in the words of ISAPI");
    }

    @Override
    public CameraSession open(Endpoint endpoint, Credentials credentials) throws CameraException, InterruptedException {
        Isapi isapi = new Isapi(web.http(endpoint, credentials));
        DeviceInfo device = identity(isapi.read(IDENTITY));
        return HikvisionSession.of(isapi, device, endpoint.uri().getHost());
    }

    static DeviceInfo identity(XmlElement told) throws CameraException {
        if (!told.name().equals("DeviceInfo")) {
            throw new CameraException(Kind.PROTOCOL, IDENTITY + " is no DeviceInfo");
        }
        String make = told.text("manufacturer");
        return new DeviceInfo(make.isEmpty() ? "Hikvision" : make, told.text("model"), told.text("serialNumber"));
    }
}
