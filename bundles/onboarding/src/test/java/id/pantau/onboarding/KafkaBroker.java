package id.pantau.onboarding;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Time;

/** A Kafka of one node, with its controller, in this process; a listener for everybody, and one for whom its options say. */
final class KafkaBroker implements AutoCloseable {
    private final int port;
    private final int guarded;

    private final Properties properties = new Properties();
    private KafkaRaftServer server;

    KafkaBroker(Path folder, int port, Map<String, String> options) throws Exception {
        this.port = port;
        this.guarded = DoorHouse.freePort();
        int controller = DoorHouse.freePort();
        properties.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@127.0.0.1:" + controller,
                "controller.listener.names", "CONTROLLER",
                "log.dirs", folder.resolve("log").toString(),
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "1",
                "group.initial.rebalance.delay.ms", "0",
                "auto.create.topics.enable", "false",
                "num.network.threads", "1"));
        String protocol = options.getOrDefault("protocol", "PLAINTEXT");
        properties.put(
                "listeners",
                "OPEN://127.0.0.1:" + port + ",GUARDED://127.0.0.1:" + guarded + ",CONTROLLER://127.0.0.1:"
                        + controller);
        properties.put("advertised.listeners", "OPEN://127.0.0.1:" + port + ",GUARDED://localhost:" + guarded);
        properties.put("inter.broker.listener.name", "OPEN");
        properties.put("listener.security.protocol.map", "OPEN:PLAINTEXT,CONTROLLER:PLAINTEXT,GUARDED:" + protocol);
        options.forEach(properties::put);
        Path file = Files.writeString(
                Files.createDirectories(folder).resolve("server.properties"),
                properties.entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining("\n")));
        StorageTool.execute(
                new String[] {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()},
                new PrintStream(PrintStream.nullOutputStream()));
        start();
    }

    int guarded() {
        return guarded;
    }

    void start() {
        server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
        server.startup();
    }

    void stop() {
        server.shutdown();
        server.awaitShutdown();
    }

    private Map<String, Object> client() {
        return Map.of("bootstrap.servers", "127.0.0.1:" + port);
    }

    void topics(String... names) throws Exception {
        try (Admin admin = Admin.create(client())) {
            admin.createTopics(Stream.of(names)
                            .map(n -> new NewTopic(n, 1, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
    }

    void send(String topic, String text, Header... headers) throws Exception {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(client(), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, null, "kunci", text, List.of(headers)))
                    .get();
        }
    }

    /** How far a group has acknowledged the only partition. */
    long acknowledged(String group) throws Exception {
        try (Admin admin = Admin.create(client())) {
            return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().values().stream()
                    .mapToLong(offset -> offset.offset())
                    .findFirst()
                    .orElse(0);
        }
    }

    /** What a topic holds, from its beginning on, until closed. */
    Listener listen(String topic) {
        return new Listener(topic);
    }

    final class Listener implements AutoCloseable {
        final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final Thread thread;
        private volatile boolean ends;

        private Listener(String topic) {
            thread = new Thread(() -> {
                Map<String, Object> options = new java.util.HashMap<>(client());
                options.put("group.id", "listener");
                options.put("auto.offset.reset", "earliest");
                try (KafkaConsumer<String, String> consumer =
                        new KafkaConsumer<>(options, new StringDeserializer(), new StringDeserializer())) {
                    consumer.subscribe(List.of(topic));
                    while (!ends) {
                        consumer.poll(Duration.ofMillis(200)).forEach(r -> heard.add(r.value()));
                    }
                }
            });
            thread.start();
        }

        @Override
        public void close() throws InterruptedException {
            ends = true;
            thread.join();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
