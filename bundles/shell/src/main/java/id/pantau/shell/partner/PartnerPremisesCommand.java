package id.pantau.shell.partner;

import id.pantau.model.Premises;
import id.pantau.service.Partners;
import id.pantau.shell.PantauCommand;
import id.pantau.shell.Services;
import java.util.NoSuchElementException;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** A partner's own places. */
@Service
@Command(
        scope = "partner",
        name = "premises",
        description = "Lists or declares the places that a partner's cameras have to stand in; none for anywhere")
public final class PartnerPremisesCommand extends PantauCommand {
    @Argument(index = 0, name = "partner", description = "The partner's name", required = true)
    @Completion(PartnerCompleter.class)
    private String partner = "";

    @Argument(index = 1, name = "place", description = "What it is called; nothing to list them")
    private String place = "";

    @Option(name = "--at", description = "Its centre: latitude,longitude in WGS 84 degrees, such as 1.1303,104.0537")
    private @Nullable String at;

    @Option(name = "--radius", description = "Metres, 1 to 20000")
    private int radius = 200;

    @Option(name = "--remove", description = "It is the partner's no longer")
    private boolean remove;

    @Option(name = "--why", description = "The reason, for the audit trail", valueToShowInHelp = "")
    private String why = "";

    @Override
    protected void run(Services services) {
        Partners partners = services.get(Partners.class);
        if (remove) {
            if (!partners.removePremises(partner, place, who(), why)) {
                throw new NoSuchElementException(partner + " has no premises called '" + place + "'");
            }
        } else if (!place.isEmpty()) {
            partners.declare(premises(), who(), why);
        }
        partners.premises(partner).forEach(own -> print(words(own)));
    }

    private Premises premises() {
        String[] centre = at == null ? new String[0] : at.split(",", -1);
        try {
            if (centre.length == 2) {
                return new Premises(
                        partner, place, Double.parseDouble(centre[0]), Double.parseDouble(centre[1]), radius);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--at is latitude,longitude, such as 1.1303,104.0537", e);
        }
        throw new IllegalArgumentException("--at is latitude,longitude, such as 1.1303,104.0537");
    }

    private static String words(Premises own) {
        return own.name() + ": " + own.radius() + " m around " + own.latitude() + "," + own.longitude();
    }
}
