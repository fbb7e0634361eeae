package id.pantau.onboarding;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a partner's own words stand for the contract's fields: its names of columns, and what holds for all of its cameras.
 * Immutable.
 *
 * @param names field by a partner's name in lower case; {@link #IGNORED} for a column that is none
 * @param fixed values by field, for submissions that lack the field
 */
record Mapping(Map<String, String> names, Map<String, String> fixed) {
    /** In place of a field: the column is not ours to read. */
    static final String IGNORED = "-";

    /** The contract's own names. */
    static final Mapping NONE = new Mapping(Map.of(), Map.of());

    private static final int MOST = 64;
    private static final int LONGEST = 200;

    Mapping {
        names = Map.copyOf(names);
        fixed = Map.copyOf(fixed);
    }

    /**
     * Reads it from configuration.
     *
     * @param names such as {@code Lintang=latitude}, or {@code Catatan=-} for a column to leave out
     * @param fixed such as {@code scene=street}
     * @throws IllegalArgumentException naming key and entry
     */
    static Mapping parse(String[] names, String[] fixed) {
        Map<String, String> byName = pairs("columns", names);
        Set<String> meant = new HashSet<>();
        byName.forEach((name, field) -> {
            if (!field.equals(IGNORED) && !Fields.ALL.contains(field)) {
                throw new IllegalArgumentException("columns: " + name + " stands for " + field + ", which is none of "
                        + String.join(", ", Fields.ALL));
            }
            if (!field.equals(IGNORED) && !meant.add(field)) {
                throw new IllegalArgumentException("columns: two of them stand for " + field);
            }
        });
        Map<String, String> lower = new HashMap<>();
        byName.forEach((name, field) -> {
            if (lower.put(name.toLowerCase(Locale.ROOT), field) != null) {
                throw new IllegalArgumentException("columns: " + name + " is there twice");
            }
        });
        Map<String, String> values = pairs("values", fixed);
        values.keySet().stream().filter(f -> !isFixable(f)).findFirst().ifPresent(f -> {
            throw new IllegalArgumentException("values: " + f + " is no field that all cameras of a partner can share");
        });
        return new Mapping(lower, values);
    }

    /** Logins are no configuration, and a ref is one camera's. */
    private static boolean isFixable(String field) {
        return Fields.ALL.contains(field) && !field.equals(Fields.REF) && !field.equals(Fields.PASSWORD);
    }

    private static Map<String, String> pairs(String key, String[] entries) {
        Map<String, String> pairs = new HashMap<>();
        for (String entry : entries) {
            if (entry.isBlank()) {
                continue;
            }
            int equals = entry.indexOf('=');
            String left = equals < 0 ? "" : entry.substring(0, equals).strip();
            String right = equals < 0 ? "" : entry.substring(equals + 1).strip();
            if (left.isEmpty() || right.isEmpty() || entry.length() > LONGEST) {
                throw new IllegalArgumentException(key + ": \"" + entry.substring(0, Math.min(entry.length(), LONGEST))
                        + "\" is not NAME=VALUE of at most " + LONGEST + " characters");
            }
            if (pairs.put(left, right) != null) {
                throw new IllegalArgumentException(key + ": " + left + " is there twice");
            }
            if (pairs.size() > MOST) {
                throw new IllegalArgumentException(key + ": at most " + MOST);
            }
        }
        return pairs;
    }

    /** The field that a name stands for; the name itself where nothing else is said; empty when it is to be left out. */
    Optional<String> field(String name) {
        String field = names.getOrDefault(name.strip().toLowerCase(Locale.ROOT), name.strip());
        return field.equals(IGNORED) ? Optional.empty() : Optional.of(field);
    }
}
