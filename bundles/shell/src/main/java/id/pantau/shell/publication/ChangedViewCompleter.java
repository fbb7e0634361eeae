package id.pantau.shell.publication;

import id.pantau.model.Reason;
import id.pantau.service.Publications;
import id.pantau.shell.NameCompleter;
import id.pantau.shell.Services;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Completes the cameras that are withdrawn because their view changed. */
@Service
public final class ChangedViewCompleter extends NameCompleter {
    @Override
    protected Map<String, String> names(Services services) {
        return services.find(Publications.class)
                .map(publications -> publications.all().stream()
                        .filter(p -> p.reason().equals(Optional.of(Reason.VIEW_CHANGED)))
                        .collect(Collectors.toMap(p -> p.camera(), p -> "since " + p.since())))
                .orElse(Map.of());
    }
}
