package id.pantau.itests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.JMSContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.FixMethodOrder;
import org.junit.Test;
import org.junit.runners.MethodSorters;

/** Partners' doors in the distribution as it is shipped: brokers, file servers and an API that are not ours. */
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
public class DoorsIT {
    private static final int CAMERAS = 50;
    private static final String HEADER = "ref,name,address,username,password,latitude,longitude,scene,publicConsent\n";
    private static final List<String> ROWS =
            IntStream.rangeClosed(1, CAMERAS).mapToObj(DoorsIT::row).toList();

    /** Each by another door. */
    private static final List<String> PARTNERS =
            List.of("hotel", "mall", "bank", "vault", "port", "airport", "station", "office");

    private static Container container;
    private static DoorServers servers;
    private static MqttClient port;
    private static final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    @BeforeClass
    public static void start() throws Exception {
        container = new Container("doors");
        servers = new DoorServers(container.home().resolve("servers"), () -> csv(7));
        servers.topics("pantau.partners.station.cameras", "pantau.partners.station.receipts");
        port = new MqttClient("tcp://127.0.0.1:" + servers.brokerPort, "port", new MemoryPersistence());
        port.setCallback(new Told(told));
        port.connect();
        port.subscribe("pantau/partners/port/receipts", 1);
        container.start();
        container.allowLoopback();
    }

    @AfterClass
    public static void stop() throws Exception {
        if (container != null) {
            container.close();
        }
        if (servers != null) {
            port.disconnect();
            port.close();
            servers.close();
        }
    }

    /** One of them is beyond the allowed networks, one at the end of the world. */
    private static String row(int camera) {
        String address = camera == 3 ? "rtsp://10.99.0.1/1" : "rtsp://127.0.0.1:9/" + camera;
        String latitude = camera == 4 ? "91.5" : "1.1" + (100 + camera);
        return "G%d,Gerbang %d,%s,cctv,rahasia-%d,%s,104.0535,%s,true\n"
                .formatted(camera, camera, address, camera, latitude, camera % 2 == 0 ? "lobby" : "street");
    }

    /** All of them, in an order of one's own. */
    private static String csv(int order) {
        List<String> rows = new ArrayList<>(ROWS);
        Collections.shuffle(rows, new Random(order));
        return HEADER + String.join("", rows);
    }

    /** The file of a partner, as an editor would leave it. */
    private static void partner(String name, String... lines) throws IOException {
        Path file = container.home().resolve("container/etc/id.pantau.partner-" + name + ".cfg");
        Path half = file.resolveSibling(".half");
        Files.writeString(half, "title = " + name + "\n" + String.join("\n", lines) + "\n");
        Files.move(half, file);
    }

    private static Map<String, JsonNode> partners() throws IOException {
        Map<String, JsonNode> byName = new LinkedHashMap<>();
        for (JsonNode partner : container.consoleJson("partner:list --json")) {
            byName.put(partner.path("name").asText(), partner);
        }
        return byName;
    }

    /** What became of a partner's rows, without what tells submissions apart. */
    private static List<String> outcome(JsonNode rows, String partner) {
        List<String> outcome = new ArrayList<>();
        for (JsonNode row : rows) {
            if (row.path("partner").asText().equals(partner)) {
                outcome.add(row.path("ref").asText() + " " + row.path("state").asText() + " " + row.path("reason"));
            }
        }
        Collections.sort(outcome);
        return outcome;
    }

    private static List<String> outcome(String partner) throws IOException {
        return outcome(container.consoleJson("onboarding:list --json"), partner);
    }

    private static String hash(List<String> outcome) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256")
                .digest(String.join("\n", outcome).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }

    private static boolean isSettled() throws IOException {
        JsonNode rows = container.consoleJson("onboarding:list --json");
        return PARTNERS.stream()
                .map(p -> outcome(rows, p))
                .allMatch(outcome -> outcome.size() == CAMERAS
                        && outcome.stream().noneMatch(r -> r.contains(" received ") || r.contains(" probing ")));
    }

    private static void openDoors() throws Exception {
        Files.copy(servers.certificate, container.home().resolve("container/etc/vault.pem"));
        partner("port", "door = mqtt", "server = 127.0.0.1:" + servers.brokerPort, "tls = false", "format = csv");
        partner("airport", "door = jms", "server = 127.0.0.1:" + servers.brokerPort, "tls = false", "format = csv");
        partner("station", "door = kafka", "server = 127.0.0.1:" + servers.kafkaPort, "tls = false", "format = csv");
        partner(
                "bank",
                "door = sftp",
                "server = 127.0.0.1:" + servers.sshPort(),
                "user = bank",
                "password = " + DoorServers.PASSWORD,
                "hostKey = " + servers.hostKey(),
                "from = kirim",
                "everySeconds = 1");
        partner(
                "vault",
                "door = ftps",
                "server = localhost:" + servers.ftpsPort,
                "user = bank",
                "password = " + DoorServers.PASSWORD,
                "ca = etc/vault.pem",
                "from = kirim",
                "everySeconds = 1");
        partner("office", "door = poll", "from = " + servers.apiUrl(), "everySeconds = 2");
        await().atMost(60, SECONDS).until(() -> {
            Map<String, JsonNode> partners = partners();
            return PARTNERS.subList(2, PARTNERS.size()).stream()
                    .allMatch(p -> partners.containsKey(p)
                            && !partners.get(p).path("door").asText().isEmpty()
                            && partners.get(p).path("problem").asText().isEmpty());
        });
    }

    /** By each door but the polled one, which asks by itself. */
    private static void submit(String key) throws Exception {
        assertEquals(
                202,
                container
                        .post("/api/v1/partners/hotel/cameras", "text/csv", csv(0), "Authorization", "Bearer " + key)
                        .statusCode());
        drop(container.home().resolve("inbox/mall"), csv(1));
        drop(servers.sftp, csv(2));
        drop(servers.ftps, csv(3));
        port.publish("pantau/partners/port/cameras", csv(4).getBytes(StandardCharsets.UTF_8), 1, false);
        try (JMSContext jms = new JmsConnectionFactory("amqp://127.0.0.1:" + servers.brokerPort).createContext()) {
            jms.createProducer().send(jms.createQueue("pantau.partners.airport.cameras"), csv(5));
        }
        // compressed, as producers may
        Map<String, Object> options =
                Map.of("bootstrap.servers", "127.0.0.1:" + servers.kafkaPort, "compression.type", "zstd");
        try (KafkaProducer<String, String> kafka =
                new KafkaProducer<>(options, new StringSerializer(), new StringSerializer())) {
            kafka.send(new ProducerRecord<>("pantau.partners.station.cameras", csv(6)))
                    .get();
        }
    }

    /** Whole at once. */
    private static void drop(Path folder, String text) throws IOException {
        Path half = Files.writeString(Files.createDirectories(folder).resolve(".half"), text);
        Files.move(half, folder.resolve("a.csv"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean isTold(Path receipt) throws IOException {
        return Files.exists(receipt)
                && Container.JSON.readTree(receipt.toFile()).path("done").asInt() == CAMERAS;
    }

    @Test
    public void a_theSameCamerasByEveryDoorBecomeTheSameRows() throws Exception {
        String key = container.partner("hotel");
        container.partner("mall");
        openDoors();
        submit(key);
        await().atMost(90, SECONDS).until(DoorsIT::isSettled);
        // once more, as a server does that did not hear that it was taken
        submit(key);
        for (Path folder : List.of(container.home().resolve("inbox/mall"), servers.sftp, servers.ftps)) {
            await().atMost(30, SECONDS).until(() -> Files.notExists(folder.resolve("a.csv")));
            await().atMost(60, SECONDS).until(() -> isTold(folder.resolve("receipts/a.json")));
        }
        await().atMost(30, SECONDS)
                .until(() -> told.stream()
                                .filter(t -> t.contains("\"done\" : " + CAMERAS))
                                .count()
                        >= 2);
        await().atMost(60, SECONDS).until(DoorsIT::isSettled);

        List<String> hotel = outcome("hotel");
        StringBuilder hashes = new StringBuilder();
        for (String partner : PARTNERS) {
            assertEquals(partner, hotel, outcome(partner));
            String door = partners().get(partner).path("door").asText();
            hashes.append(hash(outcome(partner)))
                    .append("  ")
                    .append(partner)
                    .append(' ')
                    .append(door)
                    .append('\n');
        }
        Files.writeString(Path.of(System.getProperty("pantau.work"), "doors.txt"), hashes);
        assertTrue(hotel.toString(), hotel.get(0).startsWith("G1 unreachable"));

        String log = Files.readString(container.home().resolve("log/karaf.log"));
        for (String secret : List.of("rahasia-", DoorServers.PASSWORD)) {
            assertFalse(secret, log.contains(secret));
        }
    }

    @Test
    public void b_aPartnerWhoseFileChangesOrLeavesDisturbsNoOther() throws Exception {
        Path file = container.home().resolve("container/etc/id.pantau.partner-bank.cfg");
        String good = Files.readString(file);
        Path half = file.resolveSibling(".half");
        Files.writeString(half, good.replace(DoorServers.PASSWORD, "salah-1"));
        Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
        await().atMost(60, SECONDS)
                .until(() -> partners().get("bank").path("problem").asText().contains("Auth"));
        assertFalse(partners().get("bank").toString().contains("salah-1"));
        Files.delete(file);
        await().atMost(30, SECONDS)
                .until(() -> partners().get("bank").path("door").asText().isEmpty());
        assertEquals("mqtt", partners().get("port").path("door").asText());
        told.clear();
        port.publish(
                "pantau/partners/port/cameras",
                (HEADER + ROWS.get(0).replace("G1", "G9")).getBytes(StandardCharsets.UTF_8),
                1,
                false);
        await().atMost(30, SECONDS).until(() -> told.stream().anyMatch(t -> t.contains("\"G9\"")));
    }
}
