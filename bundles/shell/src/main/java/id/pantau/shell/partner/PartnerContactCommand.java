package id.pantau.shell.partner;

import id.pantau.service.Partners;
import id.pantau.shell.PantauCommand;
import id.pantau.shell.Services;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The contact on the signs. */
@Service
@Command(scope = "partner", name = "contact", description = "Says or notes whom citizens ask about a partner's cameras")
public final class PartnerContactCommand extends PantauCommand {
    @Argument(index = 0, name = "partner", description = "The partner's name", required = true)
    @Completion(PartnerCompleter.class)
    private String partner = "";

    @Argument(index = 1, name = "contact", description = "Such as a telephone number and an address; nothing to ask")
    private String contact = "";

    @Option(name = "--remove", description = "The city's own contact is given instead")
    private boolean remove;

    @Option(name = "--why", description = "The reason, for the audit trail", valueToShowInHelp = "")
    private String why = "";

    @Override
    protected void run(Services services) {
        Partners partners = services.get(Partners.class);
        if (remove || !contact.isBlank()) {
            partners.changeContact(partner, remove ? "" : contact.strip(), who(), why);
        }
        print(partners.contact(partner).orElse("the city's own contact"));
    }
}
