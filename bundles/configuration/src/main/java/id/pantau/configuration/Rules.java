package id.pantau.configuration;

import id.pantau.configuration.Attribute.Refused;
import id.pantau.service.ConfigurationCheck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.osgi.service.metatype.ObjectClassDefinition;

/** What the configurations of one PID must look like. */
final class Rules {
    private final Map<String, Attribute> attributes = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final List<ConfigurationCheck> checks;

    Rules(ObjectClassDefinition definition, List<ConfigurationCheck> checks) {
        this.checks = checks;
        var definitions = definition.getAttributeDefinitions(ObjectClassDefinition.ALL);
        if (definitions != null) {
            Arrays.stream(definitions).map(Attribute::new).forEach(a -> attributes.put(a.key(), a));
        }
    }

    /** Every key that the metatype describes, sorted. */
    Set<String> keys() {
        return attributes.keySet();
    }

    boolean secret(String key) {
        Attribute attribute = attributes.get(key);
        return attribute == null ? Attribute.secret(key) : attribute.secret();
    }

    Verdict judge(Map<String, Object> values) {
        Map<String, Object> fitting = new HashMap<>();
        List<Fault> faults = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        new TreeMap<>(values).forEach((key, value) -> {
            Attribute attribute = attributes.get(key);
            if (attribute == null) {
                unknown.add(key);
                fitting.put(key, value);
                return;
            }
            try {
                fitting.put(key, attribute.typed(value));
            } catch (Refused e) {
                faults.add(new Fault(attribute.key(), e.reason()));
            }
        });
        if (faults.isEmpty()) {
            faults.addAll(problems(fitting));
        }
        return new Verdict(fitting, faults, unknown);
    }

    private List<Fault> problems(Map<String, Object> fitting) {
        Map<String, Object> view = new HashMap<>();
        fitting.forEach((key, value) -> view.put(
                attributes.containsKey(key) ? attributes.get(key).key() : key,
                value instanceof Object[] array ? List.of(array) : value));
        List<Fault> faults = new ArrayList<>();
        for (ConfigurationCheck check : checks) {
            problem(check, Collections.unmodifiableMap(view)).ifPresent(p -> faults.add(new Fault("", p)));
        }
        return faults;
    }

    /** A check that fails must not open the door. */
    private static Optional<String> problem(ConfigurationCheck check, Map<String, Object> values) {
        try {
            return check.problem(values);
        } catch (RuntimeException e) {
            return Optional.of("the check " + check.getClass().getName() + " failed: " + e);
        }
    }

    /**
     * What was found.
     *
     * @param fitting the values that fit the metatype, typed; keys without a description as they came
     * @param unknown keys that the metatype does not describe
     */
    record Verdict(Map<String, Object> fitting, List<Fault> faults, List<String> unknown) {
        boolean good() {
            return faults.isEmpty();
        }

        /** What remains of a bad configuration when there is no better one: what fits, or nothing if that is at odds. */
        Map<String, Object> remains() {
            return faults.stream().anyMatch(f -> f.key().isEmpty()) ? Map.of() : fitting;
        }
    }

    /**
     * One thing that is wrong.
     *
     * @param key empty when the values do not fit together
     */
    record Fault(String key, String reason) {
        @Override
        public String toString() {
            return key.isEmpty() ? reason : key + ": " + reason;
        }
    }
}
