package id.pantau.itests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.FixMethodOrder;
import org.junit.Test;
import org.junit.runners.MethodSorters;

/**
 * Partners' doors in the distribution as it is shipped, with brokers, file servers and an API that are not ours: the same cameras by
 * each of them, twice and in other orders, are the same rows of the registry.
 */
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
public class DoorsIT {
    private static final int CAMERAS = 50;
    private static final String HEADER = "ref,name,address,username,password,latitude,longitude,scene,publicConsent\n";
    private static final List<String> ROWS =
            IntStream.rangeClosed(1, CAMERAS).mapToObj(DoorsIT::row).toList();

    /** Each by another door. */
    private static final List<String> PARTNERS =
            List.of("hotel", "mall", "bank", "vault", "port", "airport", "station", "office");

    private static final AtomicReference<String> asked = new AtomicReference<>("");

    private static String key = "";
    private static Container container;
    private static DoorServers servers;
    private static MqttPartner port;

    @BeforeClass
    public static void start() throws Exception {
        container = new Container("doors");
        servers = new DoorServers(container.home().resolve("servers"), asked::get);
        servers.topics("pantau.partners.station.cameras", "pantau.partners.station.receipts");
        port = new MqttPartner("port");
        container.start();
        container.allowLoopback();
    }

    @AfterClass
    public static void stop() throws Exception {
        if (container != null) {
            container.close();
        }
        if (port != null) {
            port.close();
        }
        if (servers != null) {
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

    /** All of them, in an order of their partner's own that is another one in each round. */
    private static String csv(String partner, String round) {
        List<String> rows = new ArrayList<>(ROWS);
        Collections.shuffle(rows, new Random((partner + round).hashCode()));
        return HEADER + String.join("", rows);
    }

    private static Map<String, JsonNode> partners() throws IOException {
        Map<String, JsonNode> byName = new LinkedHashMap<>();
        for (JsonNode partner : container.consoleJson("partner:list --json")) {
            byName.put(partner.path("name").asText(), partner);
        }
        return byName;
    }

    /** The registry's rows of a partner. */
    private static JsonNode list(String partner) throws IOException {
        return container.consoleJson("onboarding:list --json --partner " + partner);
    }

    /** What the registry has of a partner, without what tells its submissions apart. */
    private static TreeSet<String> rows(String partner) throws IOException {
        TreeSet<String> rows = new TreeSet<>();
        for (JsonNode row : list(partner)) {
            ObjectNode same = row.deepCopy();
            same.remove(List.of("id", "partner", "submission", "row", "changed"));
            rows.add(same.toString());
        }
        return rows;
    }

    private static String hash(TreeSet<String> rows) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256")
                .digest(String.join("\n", rows).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }

    /** Waits until of each partner so many submissions are kept, each once, and every camera of them was probed. */
    private static void awaitSettled(int submissions) {
        for (String partner : PARTNERS) {
            await(partner).atMost(90, SECONDS).until(() -> isSettled(partner, submissions));
        }
    }

    private static boolean isSettled(String partner, int submissions) throws IOException {
        Set<String> rows = new TreeSet<>();
        for (JsonNode row : list(partner)) {
            String state = row.path("state").asText();
            if (state.equals("received") || state.equals("probing")) {
                return false;
            }
            boolean first = rows.add(
                    row.path("submission").asText() + " " + row.path("row").asInt());
            assertTrue(partner + " has a row twice", first);
        }
        return rows.size() == submissions * CAMERAS;
    }

    private static void openDoors() throws Exception {
        servers.writeKey(container.home().resolve("container/etc/bank-key"));
        Files.copy(servers.certificate, container.home().resolve("container/etc/vault.pem"));
        container.partnerFile("port", port.door("csv"));
        container.partnerFile(
                "airport", "door = jms", "server = 127.0.0.1:" + servers.brokerPort, "tls = false", "format = csv");
        container.partnerFile(
                "station", "door = kafka", "server = 127.0.0.1:" + servers.kafkaPort, "tls = false", "format = csv");
        container.partnerFile(
                "bank",
                "door = sftp",
                "server = 127.0.0.1:" + servers.sshPort(),
                "user = bank",
                "identity = etc/bank-key",
                "hostKey = " + servers.hostKey(),
                "from = kirim",
                "everySeconds = 1");
        container.partnerFile(
                "vault",
                "door = ftps",
                "server = localhost:" + servers.ftpsPort,
                "user = bank",
                "password = " + DoorServers.PASSWORD,
                "ca = etc/vault.pem",
                "from = kirim",
                "everySeconds = 1");
        container.partnerFile("office", "door = poll", "from = " + servers.apiUrl(), "everySeconds = 2");
        await().atMost(60, SECONDS).until(() -> {
            Map<String, JsonNode> partners = partners();
            return PARTNERS.subList(2, PARTNERS.size()).stream()
                    .allMatch(p -> partners.containsKey(p)
                            && !partners.get(p).path("door").asText().isEmpty()
                            && partners.get(p).path("problem").asText().isEmpty());
        });
    }

    /** By each door; the polled one has taken it when it asks next. */
    private static void submit(String key, String round) throws Exception {
        asked.set(csv("office", round));
        assertEquals(
                202,
                container
                        .post(
                                "/api/v1/partners/hotel/cameras?submission=" + round,
                                "text/csv",
                                csv("hotel", round),
                                "Authorization",
                                "Bearer " + key)
                        .statusCode());
        drop(container.home().resolve("inbox/mall"), round, csv("mall", round));
        drop(servers.sftp, round, csv("bank", round));
        drop(servers.ftps, round, csv("vault", round));
        port.submit(csv("port", round));
        try (JMSContext jms = new JmsConnectionFactory("amqp://127.0.0.1:" + servers.brokerPort).createContext()) {
            jms.createProducer().send(jms.createQueue("pantau.partners.airport.cameras"), csv("airport", round));
        }
        // compressed, as producers may
        Map<String, Object> options =
                Map.of("bootstrap.servers", "127.0.0.1:" + servers.kafkaPort, "compression.type", "zstd");
        try (KafkaProducer<String, String> kafka =
                new KafkaProducer<>(options, new StringSerializer(), new StringSerializer())) {
            kafka.send(new ProducerRecord<>("pantau.partners.station.cameras", csv("station", round)))
                    .get();
        }
    }

    /** Whole at once. */
    private static void drop(Path folder, String name, String text) throws IOException {
        Path half = Files.writeString(Files.createDirectories(folder).resolve(".half"), text);
        Files.move(
                half,
                folder.resolve(name + ".csv"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean isTold(Path receipt) throws IOException {
        return Files.exists(receipt)
                && Container.JSON.readTree(receipt.toFile()).path("done").asInt() == CAMERAS;
    }

    @Test
    public void a_theSameCamerasByEveryDoorAreTheSameRowsInAnyOrderAndOnce() throws Exception {
        key = container.partner("hotel");
        container.partner("mall");
        openDoors();
        submit(key, "a");
        // once more, as who did not hear that it was taken
        submit(key, "a");
        awaitSettled(1);
        submit(key, "b");
        awaitSettled(2);
        submit(key, "a");
        for (Path folder : List.of(container.home().resolve("inbox/mall"), servers.sftp, servers.ftps)) {
            for (String round : List.of("a", "b")) {
                await(folder + " " + round)
                        .atMost(60, SECONDS)
                        .until(() -> Files.notExists(folder.resolve(round + ".csv")));
                await(folder + " " + round)
                        .atMost(60, SECONDS)
                        .until(() -> isTold(folder.resolve("receipts/" + round + ".json")));
            }
        }
        await().atMost(60, SECONDS)
                .until(() -> port.told.stream()
                                .filter(t -> t.contains("\"done\" : " + CAMERAS))
                                .count()
                        >= 3);
        awaitSettled(2);
        assertSameHash();
        String log = Files.readString(container.home().resolve("log/karaf.log"));
        for (String secret : List.of("rahasia-", DoorServers.PASSWORD)) {
            assertFalse(secret, log.contains(secret));
        }
    }

    private static void assertSameHash() throws Exception {
        Map<String, JsonNode> partners = partners();
        Map<String, TreeSet<String>> rows = new LinkedHashMap<>();
        StringBuilder table = new StringBuilder();
        for (String partner : PARTNERS) {
            rows.put(partner, rows(partner));
            String door = partners.get(partner).path("door").asText();
            String way = !door.isEmpty() ? door : partner.equals("mall") ? "inbox" : "http";
            table.append("%-6s %s%n".formatted(way, hash(rows.get(partner))));
        }
        System.out.print(table);
        Files.writeString(Path.of(System.getProperty("pantau.work"), "doors.txt"), table);
        String hotel = String.join("\n", rows.get("hotel"));
        assertTrue(hotel, rows.get("hotel").size() >= CAMERAS && hotel.contains("unreachable"));
        rows.forEach((partner, its) -> assertEquals(partner, hotel, String.join("\n", its)));
    }

    /** By the guide's own commands. */
    @Test
    public void c_aPartnerThatHasToSignItsSubmissionsCanDoSo() throws Exception {
        String path = "/api/v1/partners/hotel/cameras";
        String secret = "0123456789abcdef0123456789abcdef";
        container.partnerFile("hotel", "signature = required", "signatureSecret = " + secret);
        await().pollInterval(1, SECONDS)
                .atMost(60, SECONDS)
                .until(() -> container
                                .post(path, "text/csv", csv("hotel", "a"), "Authorization", "Bearer " + key)
                                .statusCode()
                        == 401);
        Path folder = Files.createDirectories(container.home().resolve("signing"));
        Files.writeString(folder.resolve("kamera.json"), """
                {"submission": "signed", "cameras": [{"ref": "S1", "name": "Gerbang", "address": "rtsp://127.0.0.1:9/s",
                "latitude": 1.12, "longitude": 104.05, "scene": "street", "publicConsent": true}]}""");
        String commands = Files.readString(container.file("docs/partners.md")).split("```sh\n|```\n\nYang")[1];
        String answer = container
                .run(List.of(
                        "bash",
                        "-euo",
                        "pipefail",
                        "-c",
                        "cd %s; KOTA=%s MITRA=hotel KUNCI=%s RAHASIA=%s; %s"
                                .formatted(folder, container.uri(""), key, secret, commands)))
                .succeeded()
                .output();
        assertEquals(
                "signed", Container.JSON.readTree(answer).path("submission").asText());
    }

    @Test
    public void b_aPartnerWhoseFileChangesOrLeavesDisturbsNoOther() throws Exception {
        Path file = container.home().resolve("container/etc/id.pantau.partner-bank.cfg");
        String good = Files.readString(file);
        Path half = file.resolveSibling(".half");
        Files.writeString(half, good.replace("identity = etc/bank-key", "password = salah-1"));
        Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
        await().atMost(60, SECONDS)
                .until(() -> partners().get("bank").path("problem").asText().contains("Auth"));
        assertFalse(partners().get("bank").toString().contains("salah-1"));
        Files.delete(file);
        await().atMost(30, SECONDS)
                .until(() -> partners().get("bank").path("door").asText().isEmpty());
        assertEquals("mqtt", partners().get("port").path("door").asText());
        port.told.clear();
        port.submit(HEADER + ROWS.get(0).replace("G1,", "G99,"));
        await().atMost(30, SECONDS).until(() -> port.told.stream().anyMatch(t -> t.contains("\"G99\"")));
    }
}
