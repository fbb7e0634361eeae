package id.pantau.shell.publication;

import id.pantau.model.Camera;
import id.pantau.model.Publication;
import id.pantau.model.Reason;
import id.pantau.model.Text;
import id.pantau.service.Cameras;
import id.pantau.service.Publications;
import id.pantau.shell.ListCommand;
import id.pantau.shell.Listing;
import id.pantau.shell.Services;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** What the public sees, and saw. */
@Service
@Command(scope = "public", name = "list", description = "Lists the cameras that are public, or were and are withdrawn")
public final class PublicListCommand extends ListCommand {
    @Override
    protected Listing<?> listing(Services services) {
        Map<String, Camera> cameras =
                services.get(Cameras.class).all().stream().collect(Collectors.toMap(Camera::id, Function.identity()));
        return new Listing<>(services.get(Publications.class).all())
                .column("camera", Publication::camera)
                .column("name", p -> name(cameras, p.camera()))
                .column("state", p -> p.stand().name().toLowerCase(Locale.ROOT))
                .column("reason", p -> p.reason().map(Reason::code))
                .column("detail", p -> p.detail().map(Text::en))
                .column("since", Publication::since);
    }

    private static String name(Map<String, Camera> cameras, String id) {
        Camera camera = cameras.get(id);
        return camera == null ? "" : camera.name();
    }
}
