package id.pantau.shell.partner;

import id.pantau.model.Partner;
import id.pantau.service.Partners;
import id.pantau.shell.PantauCommand;
import id.pantau.shell.Services;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** A new partner. */
@Service
@Command(scope = "partner", name = "add", description = "Adds a partner; partner:key gives it a key then")
public final class PartnerAddCommand extends PantauCommand {

    @Argument(index = 0, name = "name", description = "1 to 64 of a-z, 0-9 and -", required = true)
    private String name = "";

    @Argument(
            index = 1,
            name = "title",
            description = "Its name for people, such as \"Bank Anu, Batam\"",
            required = true)
    private String title = "";

    @Override
    protected void run(Services services) {
        Partners partners = services.get(Partners.class);
        Partner partner = new Partner(name, title);
        boolean there = partners.find(name).equals(Optional.of(partner));
        partners.add(partner, who());
        print(name + (there ? " was there already; nothing changed" : " added"));
    }
}
