package id.pantau.shell.incident;

import id.pantau.model.Incident;
import id.pantau.service.Agreements;
import id.pantau.shell.NameCompleter;
import id.pantau.shell.Services;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Incidents that are open. */
@Service
public final class IncidentCompleter extends NameCompleter {
    private static final int MOST = 100;

    @Override
    protected Map<String, String> names(Services services) {
        return services.get(Agreements.class).incidents(MOST).stream()
                .filter(incident -> incident.openAt(Instant.now()))
                .collect(Collectors.toMap(Incident::id, Incident::why));
    }
}
