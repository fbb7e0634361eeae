package id.pantau.shell.publication;

import id.pantau.service.Publications;
import id.pantau.service.Publications.PolicyInfo;
import id.pantau.shell.ListCommand;
import id.pantau.shell.Listing;
import id.pantau.shell.Services;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The policies. */
@Service
@Command(scope = "policy", name = "list", description = "Lists the policies that are present or required")
public final class PolicyListCommand extends ListCommand {
    @Override
    protected Listing<?> listing(Services services) {
        return new Listing<>(services.get(Publications.class).policies())
                .column("name", PolicyInfo::name)
                .column("required", PolicyInfo::required)
                .column("present", PolicyInfo::present)
                .column("bundle", PolicyInfo::bundle)
                .column("version", PolicyInfo::version);
    }
}
