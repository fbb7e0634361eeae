package id.pantau.shell.vendor;

import id.pantau.model.Camera;
import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.service.Cameras;
import id.pantau.service.Devices;
import id.pantau.service.Drivers;
import id.pantau.service.Drivers.Check;
import id.pantau.shell.ListCommand;
import id.pantau.shell.Listing;
import id.pantau.shell.PasswordReader;
import id.pantau.shell.Services;
import id.pantau.shell.camera.CameraCompleter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/**
 * Which rules of its contract a driver keeps, as far as that can be seen in the container: without one of its cameras, or on one,
 * where nothing is changed and no wrong password is tried.
 */
@Service
@Command(
        scope = "vendor",
        name = "verify",
        description =
                "Tries a driver on servers of this machine that are no cameras, and on one of its cameras where one"
                        + " is named; takes up to a few minutes. What it found is shown in vendor:list")
public final class VendorVerifyCommand extends ListCommand {

    @Argument(index = 0, name = "vendor", description = "The driver's name", required = true)
    @Completion(VendorCompleter.class)
    private String vendor = "";

    @Argument(
            index = 1,
            name = "camera",
            description =
                    "The id of one of its cameras, or an address such as http://10.20.0.7/. Nothing is changed there")
    @Completion(CameraCompleter.class)
    private String target = "";

    @Option(
            name = "--user",
            description = "The user name at the address; the password is asked for, and must be right",
            valueToShowInHelp = "")
    private String user = "";

    @Option(
            name = "--password-file",
            description = "Reads the password from this file's first line, on the server",
            valueToShowInHelp = "")
    private String file = "";

    @Option(name = "--password-stdin", description = "Reads the password from the first line of the standard input")
    private boolean stdin;

    @Override
    protected Listing<?> listing(Services services) throws Exception {
        return new Listing<>(checks(services))
                .column("rule", Check::rule)
                .column("result", check -> check.passed() ? "passed" : "failed")
                .column("detail", Check::detail);
    }

    private List<Check> checks(Services services) throws Exception {
        if (user.isEmpty() && (stdin || !file.isEmpty())) {
            throw new IllegalArgumentException("a password needs a --user");
        }
        if (target.isEmpty()) {
            if (!user.isEmpty()) {
                throw new IllegalArgumentException("a --user needs the address of a device");
            }
            return services.get(Drivers.class).verify(vendor);
        }
        Optional<Camera> registered = services.get(Cameras.class).find(target);
        if (registered.isEmpty()) {
            return services.get(Drivers.class).verify(vendor, Endpoint.parse(target), credentials());
        }
        if (!user.isEmpty()) {
            throw new IllegalArgumentException("a registered camera has its login; --user is for an address");
        }
        if (!registered.get().vendor().equals(vendor)) {
            throw new IllegalArgumentException(
                    "that camera's driver is " + registered.get().vendor());
        }
        return services.get(Devices.class).verifyOn(target);
    }

    private Credentials credentials() throws IOException {
        return user.isEmpty()
                ? Credentials.NONE
                : new Credentials(
                        user,
                        new PasswordReader(session(), file, stdin)
                                .read("Password of " + user + " at the device", false));
    }
}
