package id.pantau.shell.vendor;

import id.pantau.model.Camera;
import id.pantau.service.Cameras;
import id.pantau.service.Drivers;
import id.pantau.service.Drivers.DriverInfo;
import id.pantau.shell.ListCommand;
import id.pantau.shell.Listing;
import id.pantau.shell.Services;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The drivers, and how many cameras each serves. */
@Service
@Command(scope = "vendor", name = "list", description = "Lists the camera drivers that are present, best first")
public final class VendorListCommand extends ListCommand {
    @Override
    protected Listing<?> listing(Services services) {
        Map<String, Long> cameras = services.get(Cameras.class).all().stream()
                .collect(Collectors.groupingBy(Camera::vendor, Collectors.counting()));
        return new Listing<>(services.get(Drivers.class).all())
                .column("vendor", DriverInfo::vendor)
                .column("ranking", DriverInfo::ranking)
                .column("bundle", DriverInfo::bundle)
                .column("cameras", d -> cameras.getOrDefault(d.vendor(), 0L));
    }
}
