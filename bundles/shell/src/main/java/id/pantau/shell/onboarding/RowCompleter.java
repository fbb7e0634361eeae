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
    private static final int MOST = 500;
    private static final RowState[] ACTIONABLE = {
        RowState.WAITING_APPROVAL,
        RowState.NEEDS_INFORMATION,
        RowState.INVALID,
        RowState.UNREACHABLE,
        RowState.UNRECOGNISED,
        RowState.UNAUTHORIZED
    };

    @Override
    protected Map<String, String> names(Services services) {
        return services.find(Onboarding.class)
                .map(onboarding -> onboarding.oldest(MOST, ACTIONABLE).stream()
                        .collect(Collectors.toMap(OnboardingRow::id, RowCompleter::words)))
                .orElse(Map.of());
    }

    private static String words(OnboardingRow row) {
        return row.partner() + " " + row.ref() + ", " + row.state().code();
    }
}
