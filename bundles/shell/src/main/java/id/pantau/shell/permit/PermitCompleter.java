package id.pantau.shell.permit;

import id.pantau.service.Permits;
import id.pantau.shell.NameCompleter;
import id.pantau.shell.Services;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Permits that oblige somebody. */
@Service
public final class PermitCompleter extends NameCompleter {
    @Override
    protected Map<String, String> names(Services services) {
        return services.get(Permits.class).all().stream()
                .collect(Collectors.toMap(
                        standing -> standing.duty().permit(),
                        standing -> standing.duty().partner()));
    }
}
