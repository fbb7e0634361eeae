package id.pantau.shell.vendor;

import id.pantau.service.Drivers;
import id.pantau.service.Drivers.DriverInfo;
import id.pantau.service.Drivers.Standing;
import id.pantau.shell.NameCompleter;
import id.pantau.shell.Services;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Completes the vendors whose drivers are present. */
@Service
public final class VendorCompleter extends NameCompleter {
    @Override
    protected Map<String, String> names(Services services) {
        return services.find(Drivers.class)
                .map(drivers -> drivers.all().stream()
                        .filter(driver -> driver.standing() == Standing.PRESENT)
                        .collect(Collectors.toMap(DriverInfo::vendor, DriverInfo::bundle, (best, other) -> best)))
                .orElse(Map.of());
    }
}
