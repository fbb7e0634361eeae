package id.pantau.shell.camera;

import id.pantau.model.Sponsorship;
import id.pantau.service.Sponsors;
import id.pantau.shell.PantauCommand;
import id.pantau.shell.Services;
import java.util.NoSuchElementException;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Who pays for a camera. */
@Service
@Command(
        scope = "camera",
        name = "sponsor",
        description = "Says or notes who pays for a camera in a year; options come before the camera")
public final class CameraSponsorCommand extends PantauCommand {

    @Argument(index = 0, name = "camera", description = "The camera's id", required = true)
    @Completion(CameraCompleter.class)
    private String id = "";

    @Argument(index = 1, name = "year", description = "Such as 2026", required = true)
    private int year;

    @Argument(index = 2, name = "sponsor", description = "The company or office that pays; not named to ask who it is")
    @Completion(SponsorCompleter.class)
    private String sponsor = "";

    @Option(name = "--source", description = "The fund, such as CSR or APBD", valueToShowInHelp = "")
    private String source = "";

    @Option(name = "--remove", description = "Nobody pays for it in that year")
    private boolean remove;

    @Option(name = "--why", description = "The reason, for the audit trail", valueToShowInHelp = "")
    private String why = "";

    @Override
    protected void run(Services services) {
        CameraView.camera(services, id);
        Sponsors sponsors = services.get(Sponsors.class);
        if (remove) {
            requireNothingElse();
            if (!sponsors.remove(id, year, who(), why)) {
                throw nobody();
            }
            print(id + " has no sponsor in " + year);
            return;
        }
        if (!sponsor.isBlank()) {
            sponsors.set(new Sponsorship(id, year, sponsor.strip(), source.strip()), who(), why);
        } else if (!source.isBlank()) {
            throw new IllegalArgumentException("--source needs a sponsor, whose fund it is");
        }
        print(sponsors.all().stream()
                .filter(s -> s.camera().equals(id) && s.year() == year)
                .findFirst()
                .map(CameraSponsorCommand::words)
                .orElseThrow(this::nobody));
    }

    private void requireNothingElse() {
        if (!sponsor.isBlank() || !source.isBlank()) {
            throw new IllegalArgumentException("--remove takes neither a sponsor nor a --source");
        }
    }

    private NoSuchElementException nobody() {
        return new NoSuchElementException("nobody sponsors " + id + " in " + year);
    }

    private static String words(Sponsorship s) {
        return s.camera() + " " + s.year() + ": " + s.sponsor() + (s.source().isEmpty() ? "" : " (" + s.source() + ")");
    }
}
