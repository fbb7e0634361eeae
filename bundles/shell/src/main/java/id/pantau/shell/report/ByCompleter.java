package id.pantau.shell.report;

import id.pantau.model.Uptime;
import id.pantau.shell.NameCompleter;
import id.pantau.shell.Services;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Completes what a report can be made by. */
@Service
public final class ByCompleter extends NameCompleter {
    @Override
    protected Map<String, String> names(Services services) {
        return codes().stream().collect(Collectors.toMap(code -> code, code -> ""));
    }

    static List<String> codes() {
        return Arrays.stream(Uptime.By.values())
                .map(by -> by.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** @throws IllegalArgumentException naming the option when there is no such kind */
    static Uptime.By parse(String option, String code) {
        return Arrays.stream(Uptime.By.values())
                .filter(by -> by.name().toLowerCase(Locale.ROOT).equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(option + " is one of " + String.join(", ", codes())));
    }
}
