package id.pantau.vendor.dahua;

import id.pantau.model.Credentials;
import id.pantau.model.DeviceInfo;
import id.pantau.model.Endpoint;
import id.pantau.onvif.http.DeviceAnswer;
import id.pantau.onvif.http.DeviceHttp;
import id.pantau.onvif.http.DeviceRequest;
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

/** Drives what has Dahua's CGI programs: its cameras and recorders, under whatever brand. */
@Component(configurationPid = "id.pantau.vendor.dahua", property = "service.ranking:Integer=200")
@Vendor("dahua")
@Designate(ocd = DahuaConfiguration.class)
public final class DahuaDriver implements CameraDriver {
    private static final String IDENTITY = "magicBox.cgi?action=getSystemInfo";

    private final WebAccess web;

    @Activate
    public DahuaDriver(DahuaConfiguration configuration) {
        web = new WebAccess("Dahua's CGI", configuration.timeoutSeconds(), configuration.certificatePins());
    }

    @Override
    public ProbeResult probe(Endpoint endpoint) throws InterruptedException {
        return web.probe(endpoint, DahuaDriver::recognise);
    }

    private static ProbeResult recognise(DeviceHttp http) throws IOException, InterruptedException {
        DeviceAnswer answer = http.ask(DeviceRequest.get("/cgi-bin/" + IDENTITY));
        CgiText told = CgiText.of(answer.text());
        if (answer.isSuccess() && told.has("serialNumber")) {
            return new ProbeResult.Recognised(
                    new DeviceInfo("Dahua", told.value("deviceType"), told.value("serialNumber")));
        }
        // the words with which all of them ask, followed by a serial number or a hash of it
        if (answer.realm().startsWith("Login to ")) {
            return new ProbeResult.NeedsLogin(answer.realm());
        }
        return new ProbeResult.NotMine(
                answer.status() == 401
                        ? "asks for a login, but not in Dahua's words"
                        : "answers HTTP " + answer.status() + " to magicBox.cgi, and no serial number");
    }

    @Override
    public CameraSession open(Endpoint endpoint, Credentials credentials) throws CameraException, InterruptedException {
        Cgi cgi = new Cgi(web.http(endpoint, credentials));
        return DahuaSession.of(cgi, identity(cgi), endpoint.uri().getHost());
    }

    private static DeviceInfo identity(Cgi cgi) throws CameraException, InterruptedException {
        CgiText told = cgi.read(IDENTITY);
        if (!told.has("serialNumber")) {
            throw new CameraException(Kind.PROTOCOL, "magicBox.cgi tells no serial number");
        }
        String make = cgi.readIfThere("magicBox.cgi?action=getVendor")
                .map(text -> text.value("vendor"))
                .orElse("");
        String model = cgi.readIfThere("magicBox.cgi?action=getDeviceType")
                .map(text -> text.value("type"))
                .orElse("");
        return new DeviceInfo(
                make.isEmpty() ? "Dahua" : make,
                model.isEmpty() ? told.value("deviceType") : model,
                told.value("serialNumber"));
    }
}
