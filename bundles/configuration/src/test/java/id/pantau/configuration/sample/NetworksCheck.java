package id.pantau.configuration.sample;

import id.pantau.service.ConfigurationCheck;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A rule that metatype cannot express. */
public final class NetworksCheck implements ConfigurationCheck {

    @Override
    public String pid() {
        return "id.pantau.sample";
    }

    @Override
    public Optional<String> problem(Map<String, Object> values) {
        List<?> networks = (List<?>) values.getOrDefault("networks", List.of());
        return networks.stream()
                .filter(n -> !n.toString().contains("/"))
                .findFirst()
                .map(n -> "networks: '" + n + "' has no prefix length");
    }
}
