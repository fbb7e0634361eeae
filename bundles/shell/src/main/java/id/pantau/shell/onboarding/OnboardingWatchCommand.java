package id.pantau.shell.onboarding;

import id.pantau.model.OnboardingRow;
import id.pantau.model.RowState;
import id.pantau.service.Onboarding;
import id.pantau.shell.PantauCommand;
import id.pantau.shell.Services;
import id.pantau.shell.partner.PartnerCompleter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** A bar that fills while submitted cameras are probed. */
@Service
@Command(
        scope = "onboarding",
        name = "watch",
        description = "Shows how far the submitted cameras have come, until all are probed or Ctrl-C")
public final class OnboardingWatchCommand extends PantauCommand {
    private static final int WIDTH = 40;
    private static final long PAUSE_MILLIS = 500;

    @Option(name = "--partner", description = "Only this partner's", valueToShowInHelp = "")
    @Completion(PartnerCompleter.class)
    private String partner = "";

    @Option(name = "--submission", description = "Only those of this submission", valueToShowInHelp = "")
    private String submission = "";

    @Override
    protected void run(Services services) throws Exception {
        Onboarding onboarding = services.get(Onboarding.class);
        String shown = "";
        while (true) {
            List<OnboardingRow> rows = onboarding.rows().stream()
                    .filter(row -> partner.isEmpty() || row.partner().equals(partner))
                    .filter(row -> submission.isEmpty() || row.submission().equals(submission))
                    .toList();
            String line = line(rows);
            if (!line.equals(shown)) {
                print(line);
                shown = line;
            }
            if (rows.stream().noneMatch(row -> row.state().pending())) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    /** Such as {@code [##########..........] 200 of 400: 30 unreachable, 170 waiting-approval}. */
    private static String line(List<OnboardingRow> rows) {
        Map<RowState, Long> done = rows.stream()
                .map(OnboardingRow::state)
                .filter(state -> !state.pending())
                .collect(Collectors.groupingBy(
                        state -> state, () -> new EnumMap<>(RowState.class), Collectors.counting()));
        long all = done.values().stream().mapToLong(Long::longValue).sum();
        int filled = rows.isEmpty() ? WIDTH : (int) (all * WIDTH / rows.size());
        String states = done.entrySet().stream()
                .map(e -> e.getValue() + " " + e.getKey().code())
                .collect(Collectors.joining(", "));
        return "[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] " + all + " of " + rows.size()
                + (states.isEmpty() ? "" : ": " + states);
    }
}
