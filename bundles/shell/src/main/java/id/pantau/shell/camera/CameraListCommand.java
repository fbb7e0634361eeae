package id.pantau.shell.camera;

import id.pantau.shell.ListCommand;
import id.pantau.shell.Listing;
import id.pantau.shell.Services;
import id.pantau.shell.partner.PartnerCompleter;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Every camera with what it shows now. */
@Service
@Command(scope = "camera", name = "list", description = "Lists the cameras and what they show now")
public final class CameraListCommand extends ListCommand {

    @Option(name = "--partner", description = "Only this partner's cameras", valueToShowInHelp = "")
    @Completion(PartnerCompleter.class)
    private String partner = "";

    @Override
    protected Listing<?> listing(Services services) {
        return CameraView.listing(CameraView.all(services).stream()
                .filter(v -> partner.isEmpty() || v.camera().partner().equals(partner))
                .toList());
    }
}
