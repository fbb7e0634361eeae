package id.pantau.shell.onboarding;

import id.pantau.model.OnboardingRow;
import id.pantau.model.RowState;
import id.pantau.service.Onboarding;
import id.pantau.shell.NameCompleter;
import id.pantau.shell.Services;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Completes the rows that somebody can do something about. */
@Service
public final class RowCompleter extends NameCompleter {
    @Override
    protected Map<String, String> names(Services services) {
        return services.find(Onboarding.class)
                .map(onboarding -> onboarding.rows().stream()
                        .filter(row -> actionable(row.state()))
                        .collect(Collectors.toMap(OnboardingRow::id, RowCompleter::words)))
                .orElse(Map.of());
    }

    private static boolean actionable(RowState state) {
        return switch (state) {
            case WAITING_APPROVAL, NEEDS_INFORMATION, INVALID, UNREACHABLE, UNRECOGNISED, UNAUTHORIZED -> true;
            default -> false;
        };
    }

    private static String words(OnboardingRow row) {
        return row.partner() + " " + row.ref() + ", " + row.state().code();
    }
}
