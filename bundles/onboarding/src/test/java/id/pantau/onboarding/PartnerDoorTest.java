package id.pantau.onboarding;

import static id.pantau.onboarding.DoorHouse.CSV;
import static id.pantau.onboarding.DoorHouse.JSON;
import static id.pantau.onboarding.DoorHouse.awaitReceipt;
import static id.pantau.onboarding.DoorHouse.freePort;
import static id.pantau.onboarding.DoorHouse.problem;
import static id.pantau.onboarding.DoorHouse.submission;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.model.Receipt;
import id.pantau.onboarding.door.PartnerDoor;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@DisplayName("A partner's door")
@Execution(ExecutionMode.CONCURRENT)
class PartnerDoorTest {
    @TempDir
    Path folder;

    private DoorHouse doors;
    private House house;

    @BeforeEach
    void build() throws Exception {
        doors = new DoorHouse(folder);
        house = doors.house;
    }

    @AfterEach
    void clear() {
        doors.close();
    }

    @Nested
    @DisplayName("by MQTT")
    class Mqtt {
        private int port;
        private EmbeddedActiveMQ broker;
        private MqttClient partner;
        private final BlockingQueue<String> receipts = new LinkedBlockingQueue<>();

        @BeforeEach
        void port() throws Exception {
            port = freePort();
        }

        @AfterEach
        void end() throws Exception {
            if (partner != null) {
                partner.disconnect();
                partner.close();
            }
            if (broker != null) {
                broker.stop();
            }
        }

        private void startBroker() throws Exception {
            broker = new EmbeddedActiveMQ()
                    .setConfiguration(new ConfigurationImpl()
                            .setPersistenceEnabled(false)
                            .setSecurityEnabled(false)
                            .addAcceptorConfiguration("mqtt", "tcp://127.0.0.1:" + port + "?protocols=MQTT"))
                    .start();
            partner = new MqttClient("tcp://127.0.0.1:" + port, "partner", new MemoryPersistence());
            partner.setCallback(new Published(receipts));
            partner.connect();
            partner.subscribe("pantau/partners/bank-anu/receipts", 1);
        }

        private PartnerDoor open() throws Exception {
            return doors.open(Map.of("door", "mqtt", "server", "127.0.0.1:" + port, "tls", false, "user", "bank"));
        }

        private void publish(String text) throws Exception {
            partner.publish("pantau/partners/bank-anu/cameras", text.getBytes(StandardCharsets.UTF_8), 1, false);
        }

        private JsonNode receipt() throws Exception {
            return DoorHouse.receipt(receipts);
        }

        @Test
        @DisplayName("takes a submission, answers with its receipt, and tells what becomes of it")
        void takes() throws Exception {
            startBroker();
            doors.awaitOpen(open());
            publish(submission("2026-11-a"));
            JsonNode first = receipt();
            assertEquals("2026-11-a", first.path("submission").asText());
            doors.awaitWaiting();
            JsonNode later = first;
            while (!later.path("rows").path(0).path("state").asText().equals("waiting-approval")) {
                later = receipt();
            }
            assertEquals(first.path("id"), later.path("id"));
            assertFalse(later.path("final").asBoolean(true));
        }

        @Test
        @DisplayName(
                "does not wait for ever for a broker that accepts a connection and says nothing, and is open once it speaks")
        void silent() throws Exception {
            PartnerDoor door;
            try (ServerSocket silent = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
                door = open();
                await().atMost(Duration.ofSeconds(40)).until(() -> problem(door).contains("Timed out"));
            }
            startBroker();
            doors.awaitOpen(door);
            publish(submission("2026-11-b"));
            assertEquals("2026-11-b", receipt().path("submission").asText());
        }

        @Test
        @DisplayName("says what is wrong with one that it refuses, and repeats no password")
        void refuses() throws Exception {
            startBroker();
            doors.awaitOpen(open());
            publish("{\"cameras\": [{\"password\": \"rahasia-1\"");
            JsonNode refusal = receipt();
            assertEquals("malformed", refusal.path("refused").asText());
            assertTrue(refusal.path("violations")
                            .path(0)
                            .path("message")
                            .path("id")
                            .asText()
                            .length()
                    > 10);
            assertFalse(refusal.toString().contains("rahasia"));
            publish(submission("after"));
            assertEquals("after", receipt().path("submission").asText());
        }

        @Test
        @DisplayName("gets a submission again that could not be kept")
        void again() throws Exception {
            startBroker();
            doors.awaitOpen(open());
            doors.failures.set(1);
            publish(submission("once"));
            assertEquals("once", receipt().path("submission").asText());
            assertEquals(0, doors.failures.get());
        }

        @Test
        @DisplayName("opens once its broker is there, and says meanwhile why it does not")
        void later() throws Exception {
            PartnerDoor door = open();
            await().until(() -> problem(door).contains("does not open"));
            startBroker();
            doors.awaitOpen(door);
            publish(submission("late"));
            assertEquals("late", receipt().path("submission").asText());
        }
    }

    @Nested
    @DisplayName("by SFTP")
    class Sftp {
        private SftpServer server;
        private Path files;

        @BeforeEach
        void start() throws Exception {
            files = Files.createDirectories(folder.resolve("sftp/kirim"));
            server = new SftpServer(folder.resolve("sftp"), "p4nt&u?");
        }

        @AfterEach
        void stop() throws Exception {
            server.close();
        }

        private PartnerDoor open(String key, String password) throws Exception {
            return doors.open(Map.of(
                    "door",
                    "sftp",
                    "server",
                    "127.0.0.1:" + server.port(),
                    "user",
                    "bank",
                    "password",
                    password,
                    "hostKey",
                    key,
                    "from",
                    "kirim",
                    "everySeconds",
                    1));
        }

        @Test
        @DisplayName("takes a file, writes its receipt, and removes what holds passwords")
        void takes() throws Exception {
            open(server.hostKey(), "p4nt&u?");
            Files.writeString(files.resolve("2026-11.a.csv"), CSV);
            Path receipt = files.resolve("receipts/2026-11.a.json");
            JsonNode told = awaitReceipt(receipt);
            await().until(() -> Files.notExists(files.resolve("2026-11.a.csv")));
            assertEquals("2026-11.a", told.path("submission").asText());
        }

        @Test
        @DisplayName("takes one file after the other, and today's under yesterday's name")
        void takesMore() throws Exception {
            open(server.hostKey(), "p4nt&u?");
            for (String name : List.of("a.csv", "b.csv", "a.csv")) {
                Files.writeString(files.resolve(name), CSV);
                await(name).until(() -> Files.notExists(files.resolve(name)));
            }
        }

        @Test
        @DisplayName("says in failed/ what is wrong with a file")
        void refuses() throws Exception {
            open(server.hostKey(), "p4nt&u?");
            Files.writeString(files.resolve("rusak.csv"), "ref,nama\nGATE,x\n");
            Path failed = files.resolve("failed/rusak.json");
            await().until(() -> Files.exists(failed));
            assertTrue(JSON.readTree(failed.toFile()).path("violations").size() > 0);
            await().until(() -> Files.notExists(files.resolve("rusak.csv")));
        }

        @Test
        @DisplayName("leaves a file that could not be kept, and takes it later")
        void again() throws Exception {
            doors.failures.set(1);
            open(server.hostKey(), "p4nt&u?");
            Files.writeString(files.resolve("a.csv"), CSV);
            await().until(() -> Files.exists(files.resolve("receipts/a.json")));
            assertEquals(0, doors.failures.get());
        }

        @Test
        @DisplayName("does not log in to a server with another key than the known one")
        void pinned() throws Exception {
            PartnerDoor door = open(SftpServer.newKey(), "p4nt&u?");
            await().until(() -> !problem(door).isEmpty());
            assertEquals(0, server.logins());
        }

        @Test
        @DisplayName("is entered with a key instead of a password, which its owner alone may read")
        void byKey() throws Exception {
            KeyPair own = SftpServer.pair();
            server.accept(own.getPublic());
            Path key = folder.resolve("id_ecdsa");
            try (OutputStream out = Files.newOutputStream(key)) {
                OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(own, "pantau", null, out);
            }
            Map<String, Object> values = new HashMap<>(Map.of("door", "sftp", "user", "bank", "from", "kirim"));
            values.put("server", "127.0.0.1:" + server.port());
            values.put("hostKey", server.hostKey());
            values.put("identity", key.toString());
            values.put("everySeconds", 1);
            values.put("title", "Bank");
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
            assertEquals(
                    "identity: " + key + ": others than its owner may use it: chmod 600",
                    new PartnerCheck().problem(values).orElse("nothing"));
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
            doors.open(values);
            Files.writeString(files.resolve("a.csv"), CSV);
            awaitReceipt(files.resolve("receipts/a.json"));
            assertEquals(0, server.logins());
        }

        @Test
        @DisplayName("says that its login is refused, without the password")
        void refusedLogin() throws Exception {
            PartnerDoor door = open(server.hostKey(), "salah-9");
            await().until(() -> !problem(door).isEmpty());
            assertFalse(problem(door).contains("salah-9"), problem(door));
        }
    }

    @Test
    @DisplayName("is the same to the registry as every other")
    void same() throws Exception {
        Receipt json = house.json(submission("a"));
        Receipt csv = house.csv("a", CSV);
        assertEquals(json.id(), csv.id());
    }

    @Test
    @DisplayName("is refused with the key that is wrong")
    void isChecked() {
        Map<String, Map<String, Object>> wrong = Map.of(
                "door: ", Map.of("door", "fax"),
                "server: ", Map.of("door", "mqtt", "server", "tcp://broker"),
                "tls: ", Map.of("door", "mqtt", "server", "broker.example.id:1883", "tls", false, "password", "x"),
                "from: ", Map.of("door", "mqtt", "server", "b.example.id:8883", "from", "a/#"),
                "hostKey: ", Map.of("door", "sftp", "server", "b.example.id:22", "from", "in"),
                "to: ", Map.of("door", "sftp", "server", "b.example.id:22", "from", "in", "to", "out"));
        wrong.forEach((start, values) -> {
            Map<String, Object> config = new HashMap<>(values);
            config.put("title", "Bank");
            String problem = new PartnerCheck().problem(config).orElse("nothing");
            assertTrue(problem.startsWith(start), start + " but: " + problem);
        });
        for (String url :
                List.of("ftp://x/", "http://user:pw@x/", "http://x.example.id/", "https://", "file:///etc/passwd")) {
            Map<String, Object> config = Map.of("title", "B", "door", "poll", "from", url, "password", "x");
            assertTrue(new PartnerCheck().problem(config).orElse("nothing").startsWith("from: "), url);
        }
    }
}
