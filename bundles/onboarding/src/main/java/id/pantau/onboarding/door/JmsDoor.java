package id.pantau.onboarding.door;

import id.pantau.onboarding.LargeBodies;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Message;

/**
 * A queue of a JMS broker that speaks AMQP 1.0, such as ActiveMQ Artemis. A message is taken in a transaction that is committed once
 * its submission is kept or refused.
 */
final class JmsDoor implements Door {
    private final String partner;
    private final DoorSettings settings;
    private final Secrets secrets;
    private final Map<String, Object> broker = new LinkedHashMap<>();

    JmsDoor(String partner, DoorSettings settings, Secrets secrets) {
        this.partner = partner;
        this.settings = settings;
        this.secrets = secrets;
        broker.put("server", settings.server());
        broker.put("tls", settings.tls());
        broker.put("username", secrets.reference("user", settings.user()));
        broker.put("password", secrets.reference("password", settings.password()));
        broker.put("sslContext", settings.tls() ? secrets.reference("tls", Authorities.tls(settings)) : "");
    }

    @Override
    public String source() {
        return secrets.source(queue(settings.from(), "cameras"), broker);
    }

    /** A message that is neither text nor bytes is a submission of no known format. */
    @Override
    public Optional<Incoming> take(Message message, LargeBodies.Place place) {
        Object body = message.getBody();
        if (body instanceof byte[] bytes) {
            return Optional.of(new Incoming(settings.contentType(), "", bytes));
        }
        if (body instanceof String text) {
            return Optional.of(new Incoming(settings.contentType(), "", text.getBytes(StandardCharsets.UTF_8)));
        }
        return Optional.of(new Incoming("", "", new byte[0]));
    }

    /** A broker gives a message again at once, and gives up after some times. */
    @Override
    public boolean waits() {
        return true;
    }

    @Override
    public Optional<String> sink() {
        return Optional.of(secrets.sink(queue(settings.to(), "receipts"), broker));
    }

    @Override
    public void write(Outgoing outgoing, Message message) {
        message.setBody(outgoing.json());
    }

    @Override
    public Map<String, Object> beans() {
        return secrets.beans();
    }

    private String queue(String configured, String usual) {
        return "jms-queue:" + Door.place(configured, ".", partner, usual);
    }
}
