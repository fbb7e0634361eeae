package id.pantau.shell.camera;

import id.pantau.service.Discovery;
import id.pantau.service.Discovery.Found;
import id.pantau.service.Discovery.Progress;
import id.pantau.shell.ListCommand;
import id.pantau.shell.Listing;
import id.pantau.shell.Printable;
import id.pantau.shell.Services;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The devices on the networks where partners' cameras may be. */
@Service
@Command(
        scope = "camera",
        name = "discover",
        description = "Looks for devices on the allowed networks (id.pantau.onboarding), without logging in; shows its"
                + " progress on the error output")
public final class CameraDiscoverCommand extends ListCommand {

    @Argument(
            name = "networks",
            description = "Such as 10.20.3.0/24, at most 4096 addresses; all allowed networks when none is named",
            multiValued = true)
    private List<String> networks = List.of();

    @Option(name = "--ports", description = "Ports to knock at, separated by commas", valueToShowInHelp = "554,80")
    private String ports = "554,80";

    @Override
    protected Listing<?> listing(Services services) throws Exception {
        List<Found> found = services.get(Discovery.class)
                .search(networks, CameraDiscoverCommand.ports(ports), CameraDiscoverCommand::show);
        return new Listing<>(found)
                .column("address", f -> Printable.address(f.endpoint()))
                .column("vendor", Found::vendor)
                .column("device", f -> (f.device().make() + " " + f.device().model()).strip())
                .column("login", f -> f.needsLogin() ? "needed" : "")
                .column("registered", Found::cameras)
                .column("why", Found::why);
    }

    private static List<Integer> ports(String text) {
        try {
            return List.of(text.split(",")).stream()
                    .map(port -> Integer.valueOf(port.strip()))
                    .toList();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--ports: '" + text + "' is no list of ports such as 554,80", e);
        }
    }

    /** Apart from the list, so that a program that reads that sees nothing else. */
    private static void show(Progress progress) {
        System.err.println(
                progress.done() + " of " + progress.total() + " addresses, " + progress.found() + " devices");
    }
}
