package id.pantau.shell.agreement;

import id.pantau.model.Agreement;
import id.pantau.service.Agreements;
import id.pantau.shell.NameCompleter;
import id.pantau.shell.Services;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Agreements that were not revoked. */
@Service
public final class AgreementCompleter extends NameCompleter {
    @Override
    protected Map<String, String> names(Services services) {
        return services.get(Agreements.class).all().stream()
                .filter(agreement -> agreement.revoked().isEmpty())
                .collect(Collectors.toMap(Agreement::number, Agreement::partner));
    }
}
