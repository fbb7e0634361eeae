package id.pantau.camel.routes;

import java.net.URISyntaxException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.camel.util.URISupport;

/**
 * The components that route files may use, and the options of each. An option that is not here may name a class to load, a bean to
 * call or a path to write, so none is allowed by default.
 */
final class EndpointRules {
    private static final Set<String> COMMON = Set.of("lazyStartProducer", "bridgeErrorHandler", "exchangePattern");
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
     * @param uri complete
     * @throws IllegalArgumentException naming the component or the option that is not allowed
     */
    static void check(String uri) {
        String scheme = scheme(uri);
        int query = uri.indexOf('?');
        if (query < 0) {
            return;
        }
        try {
            URISupport.parseQuery(uri.substring(query + 1), true)
                    .forEach((option, value) -> check(scheme, option, String.valueOf(value)));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the options of '" + scheme + "' cannot be read: " + e.getReason(), e);
        }
    }

    private static void check(String scheme, String option, String value) {
        Set<String> allowed = OPTIONS.getOrDefault(scheme, Set.of());
        if (!allowed.contains(option) && !COMMON.contains(option)) {
            throw new IllegalArgumentException("option '" + option + "' of '" + scheme
                    + "' is not allowed in route files; there are " + String.join(", ", new TreeSet<>(allowed)));
        }
        String bare =
                value.replaceFirst("^RAW[({]", "").replaceFirst("[)}]$", "").strip();
        if (bare.startsWith("#") && !SECRET.matcher(bare).matches()) {
            throw new IllegalArgumentException("option '" + option + "' of '" + scheme
                    + "' names a bean or a class, which is not allowed in route files");
        }
    }
}
