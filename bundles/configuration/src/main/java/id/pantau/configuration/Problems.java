package id.pantau.configuration;

import id.pantau.service.ConfigurationProblems;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The refusals that stand now. */
final class Problems implements ConfigurationProblems {
    private final TreeMap<String, List<Problem>> byPid = new TreeMap<>();

    @Override
    public synchronized List<Problem> all() {
        return byPid.values().stream().flatMap(Collection::stream).collect(Collectors.toUnmodifiableList());
    }

    /**
     * Notes a refusal in place of what stood for the PID.
     *
     * @return false when exactly this stood already
     */
    synchronized boolean refuse(String pid, String file, List<Rules.Fault> faults, String inForce) {
        List<Problem> before = byPid.getOrDefault(pid, List.of());
        Instant now = Instant.now();
        List<Problem> refused = faults.stream()
                .map(f -> new Problem(pid, file, f.key(), f.reason(), inForce, now))
                .toList();
        boolean same = before.stream()
                .map(Problems::essence)
                .toList()
                .equals(refused.stream().map(Problems::essence).toList());
        if (!same) {
            byPid.put(pid, refused);
        }
        return !same;
    }

    /** @return whether something stood for the PID */
    synchronized boolean settle(String pid) {
        return byPid.remove(pid) != null;
    }

    private static List<String> essence(Problem problem) {
        return List.of(problem.file(), problem.key(), problem.reason(), problem.inForce());
    }
}
