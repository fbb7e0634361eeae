package id.pantau.shell.camera;

import id.pantau.model.Camera;
import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.model.Scene;
import id.pantau.service.Cameras;
import id.pantau.service.Drivers;
import id.pantau.service.Drivers.LoginReport;
import id.pantau.service.Drivers.ProbeReport;
import id.pantau.service.Partners;
import id.pantau.service.Points;
import id.pantau.shell.PasswordCommand;
import id.pantau.shell.Services;
import id.pantau.shell.partner.PartnerCompleter;
import id.pantau.shell.point.PointCompleter;
import id.pantau.shell.vendor.VendorCompleter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/**
 * Registers a camera at once, without a submission: for the city's own staff. The address may be anywhere that the
 * server reaches; it is resolved once, and the camera must answer there with this login.
 */
@Service
@Command(
        scope = "camera",
        name = "add",
        description = "Logs in to a camera once and registers it; options come before the name")
public final class CameraAddCommand extends PasswordCommand {

    @Argument(index = 0, name = "name", description = "Its name for people", required = true)
    private String name = "";

    @Argument(
            index = 1,
            name = "address",
            description = "Such as rtsp://10.20.0.7:554/ch1 or 10.20.0.7",
            required = true)
    private String address = "";

    @Option(name = "--partner", description = "Who owns it", required = true, valueToShowInHelp = "")
    @Completion(PartnerCompleter.class)
    private String partner = "";

    @Option(
            name = "--ref",
            description = "The partner's own name for it, unique there",
            required = true,
            valueToShowInHelp = "")
    private String ref = "";

    @Option(name = "--point", description = "Where it stands", required = true, valueToShowInHelp = "")
    @Completion(PointCompleter.class)
    private String point = "";

    @Option(
            name = "--scene",
            description = "What it looks at, such as street or lobby",
            required = true,
            valueToShowInHelp = "")
    @Completion(SceneCompleter.class)
    private String scene = "";

    @Option(name = "--public-consent", description = "The owner agrees to publication")
    private boolean publicConsent;

    @Option(name = "--user", description = "The camera's user name; the password is asked for", valueToShowInHelp = "")
    private String user = "";

    @Option(
            name = "--vendor",
            description = "The driver to use, instead of the best that recognises the camera",
            valueToShowInHelp = "")
    @Completion(VendorCompleter.class)
    private String vendor = "";

    @Option(name = "--channel", description = "Which channel of a device that has several", valueToShowInHelp = "")
    private String channel = "";

    @Option(name = "--why", description = "The reason, for the audit trail", valueToShowInHelp = "")
    private String why = "";

    @Override
    protected void run(Services services) throws Exception {
        Scene declared = Scene.of(scene)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + scene + "' is no scene; there are " + String.join(", ", SceneCompleter.codes())));
        text("a camera's name", name, 200);
        text("a ref", ref, 64);
        if (services.get(Partners.class).find(partner).isEmpty()) {
            throw new NoSuchElementException("there is no partner '" + partner + "' (partner:add)");
        }
        if (services.get(Points.class).find(point).isEmpty()) {
            throw new NoSuchElementException("there is no point '" + point + "' (point:add)");
        }
        Endpoint endpoint = resolved(Endpoint.parse(address));
        String driver = driver(services.get(Drivers.class), endpoint);
        Credentials credentials = credentials();
        LoginReport report = services.get(Drivers.class).login(driver, endpoint, credentials);
        Camera camera = services.get(Cameras.class)
                .add(
                        new Camera(
                                "",
                                name,
                                point,
                                partner,
                                ref,
                                driver,
                                endpoint,
                                chosen(report.channels()),
                                declared,
                                publicConsent),
                        credentials,
                        who(),
                        why);
        print(camera.id());
    }

    private Credentials credentials() throws IOException {
        if (user.isEmpty()) {
            if (passwordGiven()) {
                throw new IllegalArgumentException("a password needs a --user");
            }
            return Credentials.NONE;
        }
        return new Credentials(user, password("Password of " + user + " at the camera", false));
    }

    private String driver(Drivers drivers, Endpoint endpoint) throws InterruptedException {
        if (!vendor.isEmpty()) {
            return vendor;
        }
        ProbeReport report = drivers.probe(endpoint);
        return report.chosen()
                .orElseThrow(() -> new IllegalStateException(
                        report.answers().isEmpty()
                                ? "no driver is installed (vendor:list)"
                                : report.unreachable()
                                        ? "nothing answers there"
                                        : "no driver recognises what answers there (camera:probe, vendor:list)"));
    }

    private String chosen(List<String> channels) {
        if (channel.isEmpty() && channels.size() == 1) {
            return channels.get(0);
        }
        if (channels.contains(channel)) {
            return channel;
        }
        throw new IllegalArgumentException((channel.isEmpty() ? "the device has several channels" : "no such channel")
                + "; --channel is one of " + String.join(", ", channels));
    }

    private static Endpoint resolved(Endpoint endpoint) {
        try {
            return endpoint.at(InetAddress.getByName(endpoint.host()).getHostAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("the host name '" + endpoint.host() + "' cannot be resolved", e);
        }
    }

    private static void text(String what, String value, int longest) {
        if (value.isBlank() || value.length() > longest) {
            throw new IllegalArgumentException(what + " has 1 to " + longest + " characters");
        }
    }
}
