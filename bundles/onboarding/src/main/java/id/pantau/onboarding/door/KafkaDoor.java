package id.pantau.onboarding.door;

import id.pantau.onboarding.LargeBodies;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Message;

/**
 * A topic of a Kafka cluster, read by a consumer group of the platform's. The offset moves on once what stands before it is kept or
 * refused; at the first message that is not, the rest waits. Receipts have their submission's name as key.
 */
final class KafkaDoor implements Door {
    private static final int MOST_AT_ONCE = 8;
    private static final int POLL_MILLIS = 1000;
    private static final int PATIENCE_MILLIS = 10_000;
    private static final String BYTES = "org.apache.kafka.common.serialization.ByteArrayDeserializer";
    private static final String KEY = "CamelKafkaKey";

    /** Of one partition, by Kafka's client, which reads ahead; a larger record comes alone. */
    private static final int MOST_FETCHED = 4 << 20;

    private final String partner;
    private final DoorSettings settings;
    private final Secrets secrets;
    private final Map<String, Object> cluster = new LinkedHashMap<>();

    KafkaDoor(String partner, DoorSettings settings, Secrets secrets) {
        this.partner = partner;
        this.settings = settings;
        this.secrets = secrets;
        boolean login = !settings.user().isEmpty();
        cluster.put("brokers", settings.server());
        cluster.put("clientId", "pantau-" + partner);
        cluster.put("securityProtocol", (login ? "SASL_" : "") + (settings.tls() ? "SSL" : "PLAINTEXT"));
        if (login) {
            cluster.put("saslMechanism", "PLAIN");
            cluster.put("saslJaasConfig", secrets.reference("login", login()));
        }
        if (!settings.identity().isEmpty()) {
            cluster.put("sslKeystoreType", "PEM");
            cluster.put(
                    "sslKeystoreLocation",
                    secrets.reference(
                            "identity", Authorities.file(settings.identity()).toString()));
        }
        if (!settings.ca().isEmpty()) {
            cluster.put("sslTruststoreType", "PEM");
            cluster.put(
                    "sslTruststoreLocation",
                    secrets.reference("ca", Authorities.file(settings.ca()).toString()));
        }
    }

    /** A login as JAAS configuration writes it. */
    private String login() {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=" + quoted(settings.user())
                + " password=" + quoted(settings.password()) + ";";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    @Override
    public String source() {
        Map<String, Object> options = new LinkedHashMap<>(cluster);
        options.put("groupId", "pantau-" + partner);
        options.put("autoOffsetReset", "earliest");
        options.put("autoCommitEnable", false);
        options.put("allowManualCommit", true);
        options.put("breakOnFirstError", true);
        options.put("pollOnError", "RECONNECT");
        options.put("pollTimeoutMs", POLL_MILLIS);
        options.put("isolationLevel", "read_committed");
        options.put("keyDeserializer", BYTES);
        options.put("valueDeserializer", BYTES);
        options.put("maxPollRecords", MOST_AT_ONCE);
        options.put("maxPartitionFetchBytes", MOST_FETCHED);
        options.put("fetchMaxBytes", 2 * MOST_FETCHED);
        return secrets.source(topic(settings.from(), "cameras"), options);
    }

    @Override
    public Optional<Incoming> take(Message message, LargeBodies.Place place) {
        byte[] body = message.getBody(byte[].class);
        return Optional.of(new Incoming(settings.contentType(), "", body == null ? new byte[0] : body));
    }

    /** It would be given again as soon as its group is joined again. */
    @Override
    public boolean waits() {
        return true;
    }

    @Override
    public Optional<String> sink() {
        Map<String, Object> options = new LinkedHashMap<>(cluster);
        options.put("maxBlockMs", PATIENCE_MILLIS);
        options.put("requestTimeoutMs", PATIENCE_MILLIS);
        options.put("deliveryTimeoutMs", 2 * PATIENCE_MILLIS);
        return Optional.of(secrets.sink(topic(settings.to(), "receipts"), options));
    }

    @Override
    public void write(Outgoing outgoing, Message message) {
        message.setHeader(KEY, outgoing.name());
        message.setBody(outgoing.json());
    }

    @Override
    public Map<String, Object> beans() {
        return secrets.beans();
    }

    private String topic(String configured, String usual) {
        return "kafka-topic:" + Door.place(configured, ".", partner, usual);
    }
}
