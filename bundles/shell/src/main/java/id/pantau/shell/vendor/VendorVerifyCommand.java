package id.pantau.shell.vendor;

import id.pantau.service.Drivers;
import id.pantau.service.Drivers.Check;
import id.pantau.shell.ListCommand;
import id.pantau.shell.Listing;
import id.pantau.shell.Services;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Which rules of its contract a driver keeps, as far as that can be seen without one of its cameras. */
@Service
@Command(
        scope = "vendor",
        name = "verify",
        description = "Tries a driver on servers of this machine that are no cameras; takes up to a few minutes. What"
                + " it found is shown in vendor:list")
public final class VendorVerifyCommand extends ListCommand {

    @Argument(name = "vendor", description = "The driver's name", required = true)
    @Completion(VendorCompleter.class)
    private String vendor = "";

    @Override
    protected Listing<?> listing(Services services) throws Exception {
        return new Listing<>(services.get(Drivers.class).verify(vendor))
                .column("rule", Check::rule)
                .column("result", check -> check.passed() ? "passed" : "failed")
                .column("detail", Check::detail);
    }
}
