package id.pantau.shell.partner;

import id.pantau.model.Partner;
import id.pantau.service.Partners;
import id.pantau.shell.NameCompleter;
import id.pantau.shell.Services;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Completes partners. */
@Service
public final class PartnerCompleter extends NameCompleter {
    @Override
    protected Map<String, String> names(Services services) {
        return services.find(Partners.class)
                .map(partners -> partners.all().stream().collect(Collectors.toMap(Partner::name, Partner::title)))
                .orElse(Map.of());
    }
}
