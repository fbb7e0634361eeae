package id.pantau.onboarding;

import static id.pantau.onboarding.DoorHouse.CSV;
import static id.pantau.onboarding.DoorHouse.freePort;
import static id.pantau.onboarding.DoorHouse.submission;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import jakarta.jms.JMSContext;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@DisplayName("What a partner writes beside a submission's content reaches no route")
@Execution(ExecutionMode.CONCURRENT)
class DoorHeadersTest {
    private static final String PASSWORD = "p4nt&u?";

    /** Of files whose names are looked for in headers, are expressions, or would lead out of a folder. */
    private static final List<String> FILES = List.of(
            "CamelFileName", "cAMEL.file.name", "${sys.user.dir}", "${bean:x}", "x%2f..%2fpasswd", "a;rm -rf", "#bean");

    @TempDir
    Path folder;

    private DoorHouse doors;
    private House house;
    private Map<String, String> headers;

    @BeforeEach
    void build() throws Exception {
        doors = new DoorHouse(folder);
        house = doors.house;
        headers = HostileHeaders.all();
    }

    @AfterEach
    void clear() {
        doors.close();
    }

    /** Submissions were kept, and nothing but their content was passed on. */
    private void assertNoneReached(String door, int sent, int submissions) {
        await().until(() -> names().size() == submissions);
        int reached = house.headers.onTheWayIn.size() + house.headers.hostile.size();
        System.out.printf("headers by %s: %d sent, %d reached a route%n", door, sent, reached);
        assertTrue(house.headers.nodes.get() > 0);
        assertEquals(new TreeSet<>(), new TreeSet<>(house.headers.onTheWayIn));
        assertEquals(new TreeSet<>(), new TreeSet<>(house.headers.hostile));
    }

    private TreeSet<String> names() {
        TreeSet<String> names = new TreeSet<>();
        house.submissions.rows().forEach(row -> names.add(row.submission()));
        return names;
    }

    @Test
    @DisplayName("by user properties of MQTT 5")
    void mqtt() throws Exception {
        int port = freePort();
        EmbeddedActiveMQ broker = broker(port, "MQTT");
        MqttClient partner = new MqttClient("tcp://127.0.0.1:" + port, "partner", new MemoryPersistence());
        try {
            doors.awaitOpen(
                    doors.open(Map.of("door", "mqtt", "server", "127.0.0.1:" + port, "tls", false, "user", "bank")));
            partner.connect();
            MqttProperties properties = new MqttProperties();
            properties.setUserProperties(headers.entrySet().stream()
                    .filter(h -> h.getKey().indexOf('\0') < 0) // section 1.5.4: no such string
                    .map(h -> new UserProperty(h.getKey(), h.getValue()))
                    .toList());
            properties.setResponseTopic("CamelPahoOverrideTopic");
            properties.setContentType("direct:pantau-hostile");
            properties.setCorrelationData("pantau-hostile".getBytes(StandardCharsets.UTF_8));
            MqttMessage message = new MqttMessage(submission("a").getBytes(StandardCharsets.UTF_8));
            message.setQos(1);
            message.setProperties(properties);
            partner.publish("pantau/partners/bank-anu/cameras", message);
            assertNoneReached("mqtt", properties.getUserProperties().size(), 1);
            partner.disconnect();
        } finally {
            broker.stop();
        }
    }

    private static EmbeddedActiveMQ broker(int port, String protocol) throws Exception {
        return new EmbeddedActiveMQ()
                .setConfiguration(new ConfigurationImpl()
                        .setPersistenceEnabled(false)
                        .setSecurityEnabled(false)
                        .addAcceptorConfiguration("all", "tcp://127.0.0.1:" + port + "?protocols=" + protocol))
                .start();
    }

    @Test
    @DisplayName("by properties of a JMS message")
    void jms() throws Exception {
        int port = freePort();
        EmbeddedActiveMQ broker = broker(port, "AMQP");
        JmsConnectionFactory factory =
                new JmsConnectionFactory("amqp://127.0.0.1:" + port + "?jms.validatePropertyNames=false");
        try (JMSContext partner = factory.createContext()) {
            doors.awaitOpen(
                    doors.open(Map.of("door", "jms", "server", "127.0.0.1:" + port, "tls", false, "user", "bank")));
            TextMessage message = partner.createTextMessage(submission("a"));
            int sent = 0;
            for (Map.Entry<String, String> header : headers.entrySet()) {
                if (!header.getKey().startsWith("JMS")) { // not the sender's to set
                    message.setStringProperty(header.getKey(), header.getValue());
                    sent++;
                }
            }
            message.setJMSReplyTo(partner.createQueue("pantau-hostile"));
            message.setJMSCorrelationID("pantau-hostile");
            message.setJMSType("CamelJmsDestinationName");
            partner.createProducer().send(partner.createQueue("pantau.partners.bank-anu.cameras"), message);
            assertNoneReached("jms", sent + 3, 1);
        } finally {
            broker.stop();
        }
    }

    @Test
    @DisplayName("by headers of a Kafka record")
    void kafka() throws Exception {
        int port = freePort();
        try (KafkaBroker kafka = new KafkaBroker(folder.resolve("kafka"), port, Map.of())) {
            kafka.topics("pantau.partners.bank-anu.cameras", "pantau.partners.bank-anu.receipts");
            doors.awaitOpen(doors.open(Map.of("door", "kafka", "server", "127.0.0.1:" + port, "tls", false)));
            headers.put("", "pantau-hostile");
            Header[] all = headers.entrySet().stream()
                    .map(h -> new RecordHeader(h.getKey(), h.getValue().getBytes(StandardCharsets.UTF_8)))
                    .toArray(Header[]::new);
            kafka.send("pantau.partners.bank-anu.cameras", submission("a"), all);
            assertNoneReached("kafka", all.length, 1);
        }
    }

    @Test
    @DisplayName("by names of files at an SFTP server")
    void sftp() throws Exception {
        Path files = Files.createDirectories(folder.resolve("server/kirim"));
        try (SftpServer server = new SftpServer(files.getParent(), PASSWORD)) {
            takesFiles("sftp", files, Map.of("server", "127.0.0.1:" + server.port(), "hostKey", server.hostKey()));
        }
    }

    @Test
    @DisplayName("by names of files at an FTPS server")
    void ftps() throws Exception {
        Path files = Files.createDirectories(folder.resolve("server/kirim"));
        Certificates certificates = new Certificates(folder);
        Path own = certificates.of("localhost");
        try (FileServer server = new FileServer(files.getParent(), PASSWORD, own, own)) {
            takesFiles(
                    "ftps",
                    files,
                    Map.of(
                            "server",
                            "localhost:" + server.port(),
                            "ca",
                            certificates.authority().toString()));
        }
    }

    private void takesFiles(String kind, Path files, Map<String, Object> server) throws Exception {
        Map<String, Object> values = new HashMap<>(server);
        values.putAll(Map.of("door", kind, "user", "bank", "password", PASSWORD, "from", "kirim", "everySeconds", 1));
        // each takes seconds, until it is known to be whole
        List<String> some = FILES.subList(1, 5);
        for (String name : some) {
            Files.writeString(files.resolve(name + ".csv"), CSV);
        }
        doors.open(values);
        assertNoneReached(kind, some.size(), some.size());
        assertEquals(new TreeSet<>(some), names());
        await().until(() -> names(files).equals(List.of("receipts")));
        // receipts stay in their folder, whatever they are of
        assertEquals(List.of("kirim"), names(files.getParent()));
        assertEquals(some.size(), names(files.resolve("receipts")).size());
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    @DisplayName("by names of files in the inbox")
    void inbox() throws Exception {
        Path own = house.home.resolve("inbox/bank-anu");
        await().until(() -> Files.isDirectory(own));
        for (String name : FILES) {
            Path half = Files.writeString(folder.resolve("half"), CSV);
            Files.move(half, own.resolve(name + ".csv"), StandardCopyOption.ATOMIC_MOVE);
        }
        assertNoneReached("inbox", FILES.size(), FILES.size());
        assertEquals(new TreeSet<>(FILES), names());
    }

    @Test
    @DisplayName("by headers of an API's answer")
    void poll() throws Exception {
        Map<String, String> answered = HostileHeaders.ofHttp();
        HttpServer api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.createContext("/", exchange -> {
            answered.forEach(exchange.getResponseHeaders()::add);
            exchange.getResponseHeaders().set("Content-Type", "text/csv");
            byte[] body = CSV.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        api.start();
        try {
            doors.open(Map.of(
                    "door",
                    "poll",
                    "from",
                    "http://127.0.0.1:" + api.getAddress().getPort() + "/"));
            assertNoneReached("poll", answered.size(), 1);
        } finally {
            api.stop(0);
        }
    }

    @Test
    @DisplayName("by names of submissions, as HTTP takes them from a query")
    void http() throws Exception {
        for (String name : headers.keySet()) {
            if (name.codePoints().allMatch(RowCheck::printable)) {
                house.csv(name, CSV);
            }
        }
        int kept = names().size();
        assertTrue(kept > 1000, kept + " names");
        assertNoneReached("http", kept, kept);
    }
}
