package id.pantau.shell.camera;

import id.pantau.model.Sponsorship;
import id.pantau.service.Sponsors;
import id.pantau.shell.NameCompleter;
import id.pantau.shell.Services;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Completes sponsors that are known already, so that one company is not written in two ways. */
@Service
public final class SponsorCompleter extends NameCompleter {
    @Override
    protected Map<String, String> names(Services services) {
        return services.find(Sponsors.class)
                .map(sponsors -> sponsors.all().stream()
                        .collect(Collectors.toMap(Sponsorship::sponsor, Sponsorship::source, (one, other) -> one)))
                .orElse(Map.of());
    }
}
