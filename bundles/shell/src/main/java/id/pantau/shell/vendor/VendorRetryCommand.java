package id.pantau.shell.vendor;

import id.pantau.service.AuditTrail;
import id.pantau.service.Drivers;
import id.pantau.shell.PantauCommand;
import id.pantau.shell.Services;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Another chance for a driver that misbehaved. */
@Service
@Command(
        scope = "vendor",
        name = "retry",
        description = "Lets a driver out of quarantine and starts its bundle again (vendor:list says why it is there)")
public final class VendorRetryCommand extends PantauCommand {

    @Argument(name = "vendor", description = "The driver's name", required = true)
    @Completion(QuarantineCompleter.class)
    private String vendor = "";

    @Option(name = "--why", description = "The reason, for the audit trail", valueToShowInHelp = "")
    private String why = "";

    @Override
    protected void run(Services services) throws Exception {
        services.get(Drivers.class).retry(vendor);
        services.get(AuditTrail.class).record(who(), "vendor-retry", vendor, why);
        print(vendor + " is called again");
    }
}
