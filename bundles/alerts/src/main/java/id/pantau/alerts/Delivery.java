package id.pantau.alerts;

import id.pantau.alerts.AlertSettings.Server;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a message leaves: what is made of a digest, and the Camel endpoint that takes it from there, if there is one. */
abstract class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Puts the digest into the message as the endpoint wants it; without an endpoint, gets it to people. */
    abstract void prepare(Digest digest, Message message) throws Exception;

    /** A Camel endpoint URI of nothing but checked values, without secrets; empty when {@link #prepare} does it all. */
    Optional<String> endpoint() {
        return Optional.empty();
    }

    /** What the endpoint looks up in Camel's registry by name: an URI can be logged, and would not take every character. */
    Map<String, String> beans() {
        return Map.of();
    }

    static Delivery of(String alert, AlertSettings settings, ZoneId zone) {
        return switch (settings.channel()) {
            case LOG -> log(zone);
            case WEBHOOK -> webhook(settings, zone);
            case EMAIL -> new Email(new Login(alert, settings), settings, zone);
            case MQTT -> new Mqtt(alert, new Login(alert, settings), settings, zone);
        };
    }

    private static Delivery log(ZoneId zone) {
        return new Delivery() {
            @Override
            void prepare(Digest digest, Message message) {
                LOG.warn("Alert {}: {}", digest.alert(), Words.line(digest, zone));
            }
        };
    }

    private static Delivery webhook(AlertSettings settings, ZoneId zone) {
        Webhook hook = new Webhook(URI.create(settings.to().get(0)), settings.password(), PATIENCE);
        return new Delivery() {
            @Override
            void prepare(Digest digest, Message message) throws Exception {
                hook.post(Json.of(digest, zone));
            }
        };
    }

    private static String uri(String start, Map<String, Object> options) {
        return options.entrySet().stream()
                .filter(e -> !e.getValue().equals(""))
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining("&", start + "?", ""));
    }

    /** User and password by names that no other login has, so that a changed one is never mixed up with an earlier one. */
    private static final class Login {
        private final String name;
        private final Map<String, String> beans = new LinkedHashMap<>();

        Login(String alert, AlertSettings settings) {
            name = "id.pantau.alerts." + alert + "." + UUID.randomUUID();
            bean("user", settings.user());
            bean("password", settings.password());
        }

        private void bean(String what, String value) {
            if (!value.isEmpty()) {
                beans.put(name + "." + what, value);
            }
        }

        Map<String, String> beans() {
            return beans;
        }

        /** As an option's value; empty when there is none. */
        String user() {
            return reference("user");
        }

        String password() {
            return reference("password");
        }

        private String reference(String what) {
            return beans.containsKey(name + "." + what) ? "#bean:" + name + "." + what : "";
        }
    }

    private static final class Email extends Delivery {
        private static final int TLS_FROM_THE_START = 465;

        private final Login login;
        private final AlertSettings settings;
        private final ZoneId zone;

        Email(Login login, AlertSettings settings, ZoneId zone) {
            this.login = login;
            this.settings = settings;
            this.zone = zone;
        }

        @Override
        void prepare(Digest digest, Message message) {
            message.setHeader("From", settings.from());
            message.setHeader("To", String.join(", ", settings.to()));
            message.setHeader("Subject", Words.subject(digest, zone));
            message.setHeader("Content-Type", "text/plain; charset=UTF-8");
            message.setBody(Words.letter(digest, zone));
        }

        @Override
        Map<String, String> beans() {
            return login.beans();
        }

        @Override
        Optional<String> endpoint() {
            Server server = settings.server();
            boolean atOnce = server.tls() && server.port() == TLS_FROM_THE_START;
            String scheme = atOnce ? "smtps" : "smtp";
            Map<String, Object> options = new LinkedHashMap<>();
            options.put("lazyStartProducer", true);
            options.put("username", login.user());
            options.put("password", login.password());
            options.put("connectionTimeout", PATIENCE.toMillis());
            for (String protocol : new String[] {"smtp", "smtps"}) {
                options.put("mail." + protocol + ".timeout", PATIENCE.toMillis());
                options.put("mail." + protocol + ".writetimeout", PATIENCE.toMillis());
                options.put("mail." + protocol + ".ssl.checkserveridentity", true);
            }
            if (server.tls() && !atOnce) {
                options.put("mail.smtp.starttls.enable", true);
                options.put("mail.smtp.starttls.required", true);
            }
            return Optional.of(uri(scheme + "://" + server.host() + ":" + server.port(), options));
        }
    }

    private static final class Mqtt extends Delivery {
        private final String client;
        private final Login login;
        private final AlertSettings settings;
        private final ZoneId zone;

        Mqtt(String alert, Login login, AlertSettings settings, ZoneId zone) {
            this.login = login;
            this.client = "pantau-" + alert + "-" + UUID.randomUUID().toString().substring(0, 8);
            this.settings = settings;
            this.zone = zone;
        }

        @Override
        void prepare(Digest digest, Message message) {
            message.setHeader("CamelPahoMqtt5OverrideTopic", settings.to().get(0));
            message.setBody(Json.of(digest, zone));
        }

        @Override
        Map<String, String> beans() {
            return login.beans();
        }

        @Override
        Optional<String> endpoint() {
            Server server = settings.server();
            Map<String, Object> options = new LinkedHashMap<>();
            options.put("lazyStartProducer", true);
            options.put("brokerUrl", (server.tls() ? "ssl://" : "tcp://") + server.host() + ":" + server.port());
            options.put("clientId", client);
            options.put("userName", login.user());
            options.put("password", login.password());
            options.put("qos", 1);
            options.put("connectionTimeout", PATIENCE.toSeconds());
            options.put("keepAliveInterval", 20);
            return Optional.of(uri("paho-mqtt5:pantau", options));
        }
    }
}
