package id.pantau.shell.publication;

import id.pantau.service.Publications;
import id.pantau.service.Publications.PolicyInfo;
import id.pantau.shell.NameCompleter;
import id.pantau.shell.Services;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Completes the policies. */
@Service
public final class PolicyCompleter extends NameCompleter {
    @Override
    protected Map<String, String> names(Services services) {
        return services.find(Publications.class)
                .map(publications -> publications.policies().stream()
                        .collect(Collectors.toMap(PolicyInfo::name, PolicyInfo::bundle, (one, other) -> one)))
                .orElse(Map.of());
    }
}
