package id.pantau.shell.onboarding;

import id.pantau.model.RowState;
import id.pantau.service.Submissions;
import id.pantau.shell.PantauCommand;
import id.pantau.shell.Services;
import id.pantau.shell.partner.PartnerCompleter;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
        Submissions submissions = services.get(Submissions.class);
        String shown = "";
        while (true) {
            Map<RowState, Integer> rows = submissions.tally(optional(partner), optional(submission));
            String line = line(rows);
            if (!line.equals(shown)) {
                print(line);
                shown = line;
            }
            if (rows.keySet().stream().noneMatch(RowState::pending)) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    private static Optional<String> optional(String name) {
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    /** Such as {@code [##########..........] 200 of 400: 30 unreachable, 170 waiting-approval}. */
    private static String line(Map<RowState, Integer> rows) {
        Map<RowState, Integer> done = new TreeMap<>(rows);
        done.keySet().removeIf(RowState::pending);
        long total = sum(rows);
        long all = sum(done);
        int filled = total == 0 ? WIDTH : (int) (all * WIDTH / total);
        String states = done.entrySet().stream()
                .map(e -> e.getValue() + " " + e.getKey().code())
                .collect(Collectors.joining(", "));
        return "[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] " + all + " of " + total
                + (states.isEmpty() ? "" : ": " + states);
    }

    private static long sum(Map<RowState, Integer> rows) {
        return rows.values().stream().mapToLong(Integer::longValue).sum();
    }
}
