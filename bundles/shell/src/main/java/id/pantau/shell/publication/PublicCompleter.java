package id.pantau.shell.publication;

import id.pantau.model.Publication;
import id.pantau.service.Publications;
import id.pantau.shell.NameCompleter;
import id.pantau.shell.Services;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Completes the cameras that are public. */
@Service
public final class PublicCompleter extends NameCompleter {
    @Override
    protected Map<String, String> names(Services services) {
        return services.find(Publications.class)
                .map(publications -> publications.all().stream()
                        .filter(Publication::isPublic)
                        .collect(Collectors.toMap(Publication::camera, p -> "since " + p.since())))
                .orElse(Map.of());
    }
}
