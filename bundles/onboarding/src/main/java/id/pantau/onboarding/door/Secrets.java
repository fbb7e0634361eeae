package id.pantau.onboarding.door;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Endpoints' URIs, of whose options those that are secret, or no text, are kept in Camel's registry and named in the URI: a URI can
 * be logged, and does not take every character.
 */
final class Secrets {
    private final String prefix;
    private final Map<String, Object> beans = new LinkedHashMap<>();
    private final String handler;

    /**
     * @param partner whose they are; every instance has names of its own, so that a changed login is not mixed up with an earlier one
     * @param trouble told why a source fails
     */
    Secrets(String partner, Door.Trouble trouble) {
        prefix = "id.pantau.onboarding." + partner + "." + UUID.randomUUID() + ".";
        handler = reference("handler", new Handler(trouble));
    }

    /** What to write into a URI for a value; nothing for an empty one. */
    String reference(String name, Object value) {
        if (value.equals("")) {
            return "";
        }
        beans.put(prefix + name, value);
        return "#bean:" + prefix + name;
    }

    Map<String, Object> beans() {
        return Map.copyOf(beans);
    }

    /** A URI to consume from. */
    String source(String start, Map<String, Object> options) {
        Map<String, Object> all = new LinkedHashMap<>(options);
        all.put("exceptionHandler", handler);
        return uri(start, all);
    }

    /** A URI to send to, connected when it is first used. */
    String sink(String start, Map<String, Object> options) {
        Map<String, Object> all = new LinkedHashMap<>(options);
        all.put("lazyStartProducer", true);
        return uri(start, all);
    }

    private static String uri(String start, Map<String, Object> options) {
        StringBuilder uri = new StringBuilder(start);
        char separator = '?';
        for (Map.Entry<String, Object> option : options.entrySet()) {
            if (!option.getValue().equals("")) {
                uri.append(separator).append(option.getKey()).append('=').append(option.getValue());
                separator = '&';
            }
        }
        return uri.toString();
    }

    /** What went wrong, once and in words, where Camel would log it each time and with its stack. */
    private record Handler(Door.Trouble trouble) implements ExceptionHandler {
        private static final Logger LOG = LoggerFactory.getLogger(PartnerDoor.class);

        @Override
        public void handleException(Throwable exception) {
            handleException("", exception);
        }

        @Override
        public void handleException(@Nullable String message, Throwable exception) {
            trouble.note(words(exception));
            LOG.debug("{}", message, exception);
        }

        @Override
        public void handleException(@Nullable String message, @Nullable Exchange exchange, Throwable exception) {
            handleException(message, exception);
        }
    }

    /** What an exception says, and what its first cause does. */
    static String words(Throwable exception) {
        Throwable cause = exception;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String first = String.valueOf(exception.getMessage());
        String last = String.valueOf(cause.getMessage());
        return first.contains(last) ? first : first + ": " + last;
    }
}
