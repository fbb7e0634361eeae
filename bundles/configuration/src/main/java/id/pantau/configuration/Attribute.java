package id.pantau.configuration;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.osgi.service.metatype.AttributeDefinition;

/** One key that a configuration may have, as its metatype describes it. */
final class Attribute {
    private static final Pattern SECRET = Pattern.compile(
            "pass(word|wd|phrase)|secret|token|credential|(api|private).?key", Pattern.CASE_INSENSITIVE);

    /** What the interpolation plugin leaves as it is when it does not find it. */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\[secret:([^];]{0,64})");

    private static final int LONGEST_SHOWN = 60;

    private final AttributeDefinition definition;

    Attribute(AttributeDefinition definition) {
        this.definition = definition;
    }

    String key() {
        return definition.getID();
    }

    /** Whether a key's values must never be shown or copied. */
    static boolean secret(String key) {
        return SECRET.matcher(key).find();
    }

    boolean secret() {
        return definition.getType() == AttributeDefinition.PASSWORD || secret(key());
    }

    /**
     * A value as the metatype wants it.
     *
     * @throws Refused when it does not fit
     */
    Object typed(Object value) throws Refused {
        List<Object> elements = elements(value);
        if (definition.getCardinality() == 0) {
            if (elements.size() != 1) {
                throw new Refused("takes one value, not " + elements.size());
            }
            return element(elements.get(0));
        }
        long most = Math.abs((long) definition.getCardinality());
        if (elements.size() > most) {
            throw new Refused("takes at most " + most + " values, not " + elements.size());
        }
        List<Object> typed = new ArrayList<>();
        for (Object element : elements) {
            typed.add(element(element));
        }
        return definition.getCardinality() < 0 ? typed : array(typed);
    }

    private List<Object> elements(Object value) {
        if (value instanceof Collection<?> collection) {
            return new ArrayList<>(collection);
        }
        if (value.getClass().isArray()) {
            return IntStream.range(0, Array.getLength(value))
                    .mapToObj(i -> Array.get(value, i))
                    .toList();
        }
        if (definition.getCardinality() != 0 && value instanceof String text) {
            return new ArrayList<>(Values.split(text));
        }
        return List.of(value);
    }

    private Object element(Object value) throws Refused {
        String text = definition.getType() == AttributeDefinition.STRING
                        || definition.getType() == AttributeDefinition.PASSWORD
                ? value.toString()
                : value.toString().trim();
        Matcher reference = REFERENCE.matcher(text);
        if (reference.find()) {
            throw new Refused(
                    "names the secret " + reference.group(1) + ", which is not set: secret:set " + reference.group(1));
        }
        Object typed = converted(text).orElseThrow(() -> new Refused(shown(text) + " is " + unlike(text)));
        String answer = definition.validate(definition.getCardinality() == 0 ? text : Values.escape(text));
        if (answer != null && !answer.isEmpty()) {
            throw new Refused(shown(text) + " " + words(answer));
        }
        return typed;
    }

    private Optional<Object> converted(String text) {
        try {
            return switch (definition.getType()) {
                case AttributeDefinition.INTEGER -> Optional.of(Integer.valueOf(text));
                case AttributeDefinition.LONG -> Optional.of(Long.valueOf(text));
                case AttributeDefinition.SHORT -> Optional.of(Short.valueOf(text));
                case AttributeDefinition.BYTE -> Optional.of(Byte.valueOf(text));
                case AttributeDefinition.DOUBLE -> finite(Double.parseDouble(text));
                case AttributeDefinition.FLOAT ->
                    finite(Double.parseDouble(text)).map(d -> Float.valueOf(text));
                case AttributeDefinition.BOOLEAN -> bool(text);
                case AttributeDefinition.CHARACTER ->
                    text.length() == 1 ? Optional.of(text.charAt(0)) : Optional.empty();
                default -> Optional.of(text);
            };
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Object> finite(double number) {
        return Double.isFinite(number) ? Optional.of(number) : Optional.empty();
    }

    private static Optional<Object> bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(Boolean.TRUE);
            case "false" -> Optional.of(Boolean.FALSE);
            default -> Optional.empty();
        };
    }

    private String unlike(String text) {
        boolean whole = text.matches("[+-]?\\d{1,50}");
        return switch (definition.getType()) {
            case AttributeDefinition.INTEGER,
                    AttributeDefinition.LONG,
                    AttributeDefinition.SHORT,
                    AttributeDefinition.BYTE -> whole ? "too large a number" : "not a whole number";
            case AttributeDefinition.DOUBLE, AttributeDefinition.FLOAT -> "not a number";
            case AttributeDefinition.BOOLEAN -> "not true or false";
            default -> "not a single character";
        };
    }

    /** Felix's validator answers with a resource key, and does not say where the limit lies: the description may. */
    private String words(String answer) {
        String[] options = definition.getOptionValues();
        String said = answer.startsWith("%") ? answer.substring(1) : answer;
        String reason;
        if (said.startsWith("less than")) {
            reason = "is below the minimum";
        } else if (said.startsWith("greater than")) {
            reason = "is above the maximum";
        } else if (options != null && options.length > 0) {
            reason = "is not one of " + String.join(", ", options);
        } else {
            reason = "does not fit: " + said;
        }
        String description = definition.getDescription();
        return description == null || description.isBlank() ? reason : reason + " (" + description.strip() + ")";
    }

    private String shown(String text) {
        if (secret()) {
            return "the value, which is not shown,";
        }
        String line = text.codePoints()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .limit(LONGEST_SHOWN)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return "'" + line + (line.length() < text.length() ? "…" : "") + "'";
    }

    private Object array(List<Object> typed) {
        Class<?> type = switch (definition.getType()) {
            case AttributeDefinition.INTEGER -> Integer.class;
            case AttributeDefinition.LONG -> Long.class;
            case AttributeDefinition.SHORT -> Short.class;
            case AttributeDefinition.BYTE -> Byte.class;
            case AttributeDefinition.DOUBLE -> Double.class;
            case AttributeDefinition.FLOAT -> Float.class;
            case AttributeDefinition.BOOLEAN -> Boolean.class;
            case AttributeDefinition.CHARACTER -> Character.class;
            default -> String.class;
        };
        return typed.toArray((Object[]) Array.newInstance(type, 0));
    }

    /** A value that does not fit; the message says why, without secrets. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String reason) {
            super(reason, null, false, false);
        }

        String reason() {
            String reason = getMessage();
            return reason == null ? "" : reason;
        }
    }
}
