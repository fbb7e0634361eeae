package id.pantau.onboarding;

import id.pantau.service.ConfigurationCheck;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Refuses a partner's file that could not be used, before the last good one is lost. */
public final class PartnerCheck implements ConfigurationCheck {

    @Override
    public String pid() {
        return PartnerFile.PID;
    }

    @Override
    public Optional<String> problem(Map<String, Object> values) {
        try {
            PartnerFile.title(String.valueOf(values.getOrDefault("title", "")));
            Mapping.parse(texts(values.get("columns")), texts(values.get("values")));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static String[] texts(@Nullable Object value) {
        return value instanceof Collection<?> several
                ? several.stream().map(String::valueOf).toArray(String[]::new)
                : Settings.list(value == null ? "" : value.toString()).toArray(String[]::new);
    }
}
