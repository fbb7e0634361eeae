package id.pantau.publishing;

import id.pantau.model.Text;
import id.pantau.service.Publications.PolicyInfo;
import id.pantau.spi.policy.Decision;
import id.pantau.spi.policy.PublicationRequest;
import id.pantau.spi.policy.StreamPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/** The policies that are there, and those that are not. Thread-safe. */
final class PolicyPanel {
    private final LongSupplier nanoTime;
    private final Duration deadline;
    private final Map<Object, PresentPolicy> present = new HashMap<>();
    /** When a policy that is absent was last there or first required, by name. */
    private final Map<String, Long> absentSince = new HashMap<>();

    private Set<String> required = Set.of();
    private Duration absence = Duration.ZERO;

    /**
     * Nobody is there at first.
     *
     * @param nanoTime as {@link System#nanoTime()}
     * @param deadline for one policy's answer
     */
    PolicyPanel(LongSupplier nanoTime, Duration deadline) {
        this.nanoTime = nanoTime;
        this.deadline = deadline;
    }

    /**
     * Says who must be there.
     *
     * @param names the policies without which nothing is published
     * @param length how long an absent policy's last decision stands
     */
    synchronized void require(Set<String> names, Duration length) {
        required = Set.copyOf(names);
        absence = length;
        Set<String> there = presentNames();
        for (String name : names) {
            if (!there.contains(name)) {
                absentSince.putIfAbsent(name, nanoTime.getAsLong());
            }
        }
    }

    /** Takes a policy in; {@code key} tells it from another one of the same name. */
    synchronized void add(Object key, String name, Origin origin, StreamPolicy policy) {
        present.put(key, new PresentPolicy(name, origin, policy, deadline));
        absentSince.remove(name);
    }

    /** Lets a policy go, without calling it. */
    synchronized void remove(Object key) {
        PresentPolicy gone = present.remove(key);
        if (gone != null) {
            if (!presentNames().contains(gone.name())) {
                absentSince.put(gone.name(), nanoTime.getAsLong());
            }
            gone.close();
        }
    }

    /** What everyone who is there says, by name. A second one of the same name has its key behind the name. */
    Map<String, Decision> ask(PublicationRequest request) {
        Map<String, Decision> answers = new TreeMap<>();
        members().forEach((name, policy) -> answers.put(name, policy.decide(request)));
        return answers;
    }

    private synchronized Map<String, PresentPolicy> members() {
        Map<String, PresentPolicy> members = new LinkedHashMap<>();
        present.forEach((key, policy) -> {
            String name = members.containsKey(policy.name()) ? policy.name() + "#" + key : policy.name();
            members.put(name, policy);
        });
        return members;
    }

    /** Who is absent and what that means. */
    synchronized Absence absence() {
        long now = nanoTime.getAsLong();
        absentSince.entrySet().removeIf(entry -> !required.contains(entry.getKey()) && isGone(entry.getValue(), now));
        Set<String> missing = new TreeSet<>(required);
        missing.removeAll(presentNames());
        boolean gone = missing.stream().anyMatch(name -> isGone(absentSince.getOrDefault(name, now), now));
        return new Absence(List.copyOf(missing), !gone && !absentSince.isEmpty());
    }

    private boolean isGone(long since, long now) {
        return now - since >= absence.toNanos();
    }

    /** Everyone who is there or required, by name. */
    synchronized List<PolicyInfo> infos() {
        Map<String, PolicyInfo> infos = new TreeMap<>();
        for (String name : required) {
            infos.put(name, new PolicyInfo(name, true, false, "", ""));
        }
        List<PolicyInfo> doubles = new ArrayList<>();
        for (PresentPolicy policy : present.values()) {
            Origin from = policy.origin();
            PolicyInfo info = new PolicyInfo(
                    policy.name(), required.contains(policy.name()), true, from.bundle(), from.version());
            PolicyInfo other = infos.put(policy.name(), info);
            if (other != null && other.present()) {
                doubles.add(other);
            }
        }
        doubles.addAll(infos.values());
        doubles.sort(Comparator.comparing(PolicyInfo::name).thenComparing(PolicyInfo::bundle));
        return doubles;
    }

    private Set<String> presentNames() {
        Set<String> names = new TreeSet<>();
        present.values().forEach(policy -> names.add(policy.name()));
        return names;
    }

    synchronized void close() {
        present.values().forEach(PresentPolicy::close);
        present.clear();
    }

    /** The bundle that a policy comes from. */
    record Origin(String bundle, String version) {}

    /**
     * Policies that are not there.
     *
     * @param missing the required ones
     * @param brief whether any policy is away, and each for so short a time that its last decision stands
     */
    record Absence(List<String> missing, boolean brief) {
        boolean isMissing() {
            return !missing.isEmpty();
        }

        Decision.Deny denial() {
            String names = String.join(", ", missing);
            return new Decision.Deny(
                    new Text(
                            "Kebijakan wajib sedang tidak terpasang: " + names + ".",
                            "A required policy is not installed at present: " + names + "."),
                    "");
        }
    }
}
