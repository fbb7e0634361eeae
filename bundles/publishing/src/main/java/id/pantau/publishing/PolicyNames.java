package id.pantau.publishing;

import id.pantau.service.ConfigurationCheck;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Refuses required policies that no policy can be called. */
public final class PolicyNames implements ConfigurationCheck {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");

    @Override
    public String pid() {
        return Publisher.PID;
    }

    @Override
    public Optional<String> problem(Map<String, Object> values) {
        Object required = values.getOrDefault("required", List.of());
        List<?> entries = required instanceof List<?> list ? list : List.of(required);
        return read(entries.stream().map(String::valueOf).toArray(String[]::new)).stream()
                .filter(name -> !NAME.matcher(name).matches())
                .map(name -> "required: a policy's name is 1 to 32 of a-z, 0-9 and -")
                .findFirst();
    }

    /** The names in entries that may each hold several, separated by commas. */
    static Set<String> read(String... entries) {
        Set<String> names = new TreeSet<>();
        for (String entry : entries) {
            for (String name : entry.split(",", -1)) {
                if (!name.isBlank()) {
                    names.add(name.strip());
                }
            }
        }
        return names;
    }
}
