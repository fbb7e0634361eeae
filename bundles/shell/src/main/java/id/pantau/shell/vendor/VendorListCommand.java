package id.pantau.shell.vendor;

import id.pantau.model.Camera;
import id.pantau.service.Cameras;
import id.pantau.service.Drivers;
import id.pantau.service.Drivers.DriverInfo;
import id.pantau.shell.ListCommand;
import id.pantau.shell.Listing;
import id.pantau.shell.Services;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The drivers, and how many cameras each serves. */
@Service
@Command(
        scope = "vendor",
        name = "list",
        description = "Lists the camera drivers, best first, and which are in quarantine and why (vendor:retry)")
public final class VendorListCommand extends ListCommand {
    @Override
    protected Listing<?> listing(Services services) {
        Map<String, Long> cameras = services.get(Cameras.class).all().stream()
                .collect(Collectors.groupingBy(Camera::vendor, Collectors.counting()));
        return new Listing<>(services.get(Drivers.class).all())
                .column("vendor", DriverInfo::vendor)
                .column("ranking", DriverInfo::ranking)
                .column("bundle", DriverInfo::bundle)
                .column("cameras", d -> cameras.getOrDefault(d.vendor(), 0L))
                .column("state", d -> d.standing().name().toLowerCase(Locale.ROOT))
                .column("since", DriverInfo::since)
                .column("why", VendorListCommand::why)
                .column("verified", DriverInfo::verified)
                .detail("threads", DriverInfo::threads);
    }

    private static String why(DriverInfo driver) {
        String threads = driver.threads().isEmpty()
                ? ""
                : "threads that do not return, until the next restart: " + String.join(", ", driver.threads());
        return driver.why() + (driver.why().isEmpty() || threads.isEmpty() ? "" : "; ") + threads;
    }
}
