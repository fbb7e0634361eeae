package id.pantau.onboarding;

import id.pantau.service.ConfigurationCheck;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Refuses networks and ports that are none before the last good ones are lost. */
public final class NetworksCheck implements ConfigurationCheck {

    @Override
    public String pid() {
        return "id.pantau.onboarding";
    }

    @Override
    public Optional<String> problem(Map<String, Object> values) {
        try {
            new Networks(texts(values.get("networks")), texts(values.get("refusedPorts")));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    private static List<String> texts(@Nullable Object value) {
        if (value instanceof List<?> several) {
            return several.stream()
                    .flatMap(v -> Settings.list(String.valueOf(v)).stream())
                    .toList();
        }
        return value == null ? List.of() : Settings.list(value.toString());
    }
}
