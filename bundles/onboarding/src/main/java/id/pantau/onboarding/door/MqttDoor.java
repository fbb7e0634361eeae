package id.pantau.onboarding.door;

import id.pantau.onboarding.LargeBodies;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Message;

/**
 * A topic of an MQTT 5 broker, read in a session that outlives a connection; what was submitted is acknowledged (QoS 1) once it
 * is kept, and comes again otherwise.
 */
final class MqttDoor implements Door {
    private static final Duration SESSION = Duration.ofDays(7);
    private static final int MOST_AT_ONCE = 16;
    private static final int CONNECT_SECONDS = 10;
    private static final int KEEP_ALIVE_SECONDS = 20;
    private static final int LONGEST_PAUSE_MILLIS = 10_000;

    private final String partner;
    private final DoorSettings settings;
    private final Secrets secrets;
    private final String user;
    private final String password;
    private final String sockets;

    MqttDoor(String partner, DoorSettings settings, Secrets secrets) {
        this.partner = partner;
        this.settings = settings;
        this.secrets = secrets;
        this.user = secrets.reference("user", settings.user());
        this.password = secrets.reference("password", settings.password());
        this.sockets = settings.tls()
                ? secrets.reference("tls", Authorities.tls(settings).getSocketFactory())
                : "";
    }

    @Override
    public String source() {
        Map<String, Object> options = broker("in");
        options.put("cleanStart", false);
        options.put("sessionExpiryInterval", SESSION.toSeconds());
        options.put("manualAcksEnabled", true);
        options.put("receiveMaximum", MOST_AT_ONCE);
        options.put("maxReconnectDelay", LONGEST_PAUSE_MILLIS);
        return secrets.source("mqtt5-durable:" + topic(settings.from(), "cameras"), options);
    }

    @Override
    public Optional<Incoming> take(Message message, LargeBodies.Place place) {
        byte[] body = message.getBody(byte[].class);
        return Optional.of(new Incoming(settings.contentType(), "", body == null ? new byte[0] : body));
    }

    @Override
    public Optional<String> sink() {
        return Optional.of(secrets.sink("mqtt5-durable:" + topic(settings.to(), "receipts"), broker("out")));
    }

    @Override
    public void write(Outgoing outgoing, Message message) {
        message.setBody(outgoing.json().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Map<String, Object> beans() {
        return secrets.beans();
    }

    private String topic(String configured, String usual) {
        return Door.place(configured, "/", partner, usual);
    }

    private Map<String, Object> broker(String role) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("brokerUrl", (settings.tls() ? "ssl://" : "tcp://") + settings.server());
        options.put("clientId", "pantau-" + partner + "-" + role);
        options.put("userName", user);
        options.put("password", password);
        options.put("socketFactory", sockets);
        options.put("qos", 1);
        options.put("connectionTimeout", CONNECT_SECONDS);
        options.put("keepAliveInterval", KEEP_ALIVE_SECONDS);
        return options;
    }
}
