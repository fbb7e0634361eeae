package id.pantau.camel.routes;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.camel.support.EndpointHelper;
import org.apache.camel.util.URISupport;
import org.apache.camel.util.UnsafeUriCharactersEncoder;

/**
 * The components that route files may use, and the options of each. An option that is not here may name a class to load, a bean to
 * call or a path to write, so none is allowed by default.
 */
final class EndpointRules {
    private static final Set<String> COMMON = Set.of("lazyStartProducer", "bridgeErrorHandler");
    private static final Set<String> MAIL = Set.of(
            "to",
            "from",
            "cc",
            "bcc",
            "replyTo",
            "subject",
            "contentType",
            "username",
            "password",
            "connectionTimeout",
            "mail.smtp.starttls.enable",
            "mail.smtp.starttls.required",
            "mail.smtp.timeout",
            "mail.smtps.timeout",
            "mail.smtp.ssl.checkserveridentity",
            "mail.smtps.ssl.checkserveridentity");
    private static final Set<String> MQTT = Set.of(
            "brokerUrl",
            "clientId",
            "userName",
            "password",
            "qos",
            "retained",
            "cleanStart",
            "sessionExpiryInterval",
            "keepAliveInterval",
            "connectionTimeout",
            "automaticReconnect",
            "maxReconnectDelay");
    private static final Map<String, Set<String>> OPTIONS = new TreeMap<>(Map.of(
            "pantau",
            Set.of("partner", "format", "submission", "type", "camera", "size", "from", "to", "seconds"),
            "direct",
            Set.of("timeout", "block", "failIfNoConsumers"),
            "seda",
            Set.of("timeout", "discardWhenFull", "failIfNoConsumers", "waitForTaskToComplete"),
            "log",
            Set.of(
                    "level",
                    "marker",
                    "showBody",
                    "showHeaders",
                    "showBodyType",
                    "multiline",
                    "maxChars",
                    "groupInterval"),
            "timer",
            Set.of("period", "delay", "repeatCount", "fixedRate"),
            "smtp",
            MAIL,
            "smtps",
            MAIL,
            "paho-mqtt5",
            MQTT,
            "mqtt5-durable",
            MQTT));

    static {
        OPTIONS.put("jms-queue", Set.of("server", "tls", "username", "password"));
        OPTIONS.put("kafka-topic", Set.of("brokers", "groupId", "clientId", "autoOffsetReset"));
        OPTIONS.put("file", FolderComponent.OPTIONS);
        OPTIONS.put("http", WebComponent.OPTIONS);
        OPTIONS.put("https", WebComponent.OPTIONS);
    }

    private static final Pattern SECRET = Pattern.compile("#bean:" + RouteSecrets.BEAN + RouteSecrets.NAME);

    /** Of {@code ? # % &}, which would begin options, or be decoded once more, after the check. */
    private static final Pattern ESCAPE = Pattern.compile("%(3f|23|25|26)", Pattern.CASE_INSENSITIVE);

    private static final Pattern REFERENCE = Pattern.compile("[\\p{Cntrl}\\p{Z}]*(#|%23|RAW[({]).*", Pattern.DOTALL);

    private EndpointRules() {}

    static boolean allows(String scheme) {
        return OPTIONS.containsKey(scheme);
    }

    static Collection<String> schemes() {
        return OPTIONS.keySet();
    }

    /**
     * @param uri before the colon, which is all that is known of one that is made of messages
     * @throws IllegalArgumentException naming the component
     */
    static String scheme(String uri) {
        int colon = uri.indexOf(':');
        String scheme = colon < 0 ? uri : uri.substring(0, colon);
        if (!allows(scheme)) {
            throw new IllegalArgumentException("component '" + scheme + "' is not allowed in route files; there are "
                    + String.join(", ", schemes()));
        }
        if (colon < 0) {
            throw new IllegalArgumentException("'" + uri + "' is no endpoint: write it as " + scheme + ":…");
        }
        return scheme;
    }

    /**
     * What Camel will parse: it decodes a URI while it makes it uniform, and again while it parses it.
     *
     * @param uri complete, without placeholders
     * @throws IllegalArgumentException naming the component and what of it is not allowed
     */
    static String checked(String uri) {
        String scheme = scheme(uri);
        if (ESCAPE.matcher(path(uri)).find()) {
            throw new IllegalArgumentException("'" + scheme + "' has %3F, %23, %25 or %26 before its options");
        }
        String uniform = EndpointHelper.normalizeEndpointUri(uri);
        check(uniform);
        return uniform;
    }

    /**
     * @param uniform as Camel normalizes it
     * @throws IllegalArgumentException naming the component and what of it is not allowed
     */
    static void check(String uniform) {
        String scheme = scheme(uniform);
        if (uniform.contains("{{")) {
            throw new IllegalArgumentException("'" + scheme + "' has a placeholder within a placeholder's value");
        }
        try {
            URI parsed = new URI(UnsafeUriCharactersEncoder.encode(uniform));
            plain(scheme, "path", String.valueOf(URISupport.extractRemainderPath(parsed, false)));
            Map<String, Object> options = URISupport.parseParameters(parsed);
            URISupport.resolveRawParameterValues(options);
            options.forEach((option, value) -> check(scheme, option, value));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the options of '" + scheme + "' cannot be read: " + e.getReason(), e);
        }
    }

    private static String path(String uri) {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    private static void check(String scheme, String option, Object value) {
        Set<String> allowed = OPTIONS.getOrDefault(scheme, Set.of());
        if (!allowed.contains(option) && !COMMON.contains(option)) {
            throw new IllegalArgumentException("option '" + option + "' of '" + scheme
                    + "' is not allowed in route files; there are " + String.join(", ", new TreeSet<>(allowed)));
        }
        if (value instanceof List<?>) {
            throw new IllegalArgumentException("option '" + option + "' of '" + scheme + "' stands there twice");
        }
        String text = String.valueOf(value);
        plain(scheme, option, text);
        if (REFERENCE.matcher(text).matches() && !SECRET.matcher(text).matches()) {
            throw new IllegalArgumentException("option '" + option + "' of '" + scheme
                    + "' names a bean or a class, which is not allowed in route files");
        }
    }

    private static void plain(String scheme, String part, String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("'" + part + "' of '" + scheme + "' has a control character");
        }
    }
}
