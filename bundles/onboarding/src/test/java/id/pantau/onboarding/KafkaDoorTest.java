package id.pantau.onboarding;

import static id.pantau.onboarding.DoorHouse.freePort;
import static id.pantau.onboarding.DoorHouse.problem;
import static id.pantau.onboarding.DoorHouse.submission;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.onboarding.door.PartnerDoor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@DisplayName("A partner's door by Kafka")
@Execution(ExecutionMode.CONCURRENT)
class KafkaDoorTest {
    private static final String IN = "pantau.partners.bank-anu.cameras";
    private static final String OUT = "pantau.partners.bank-anu.receipts";
    private static final String GROUP = "pantau-bank-anu";
    private static final String PASSWORD = "p4nt\\&\"u?";
    private static final Map<String, String> LOGIN = Map.of(
            "protocol",
            "SASL_PLAINTEXT",
            "sasl.enabled.mechanisms",
            "PLAIN",
            "listener.name.guarded.plain.sasl.jaas.config",
            "org.apache.kafka.common.security.plain.PlainLoginModule required user_bank=\"p4nt\\\\&\\\"u?\";");

    @TempDir
    Path folder;

    private DoorHouse doors;
    private int port;
    private KafkaBroker broker;

    @BeforeEach
    void build() throws Exception {
        doors = new DoorHouse(folder);
        port = freePort();
    }

    @AfterEach
    void clear() {
        doors.close();
        if (broker != null) {
            broker.close();
        }
    }

    private void startBroker(Map<String, String> options) throws Exception {
        broker = new KafkaBroker(folder.resolve("kafka"), port, options);
        broker.topics(IN, OUT);
    }

    private PartnerDoor open(Map<String, Object> more) throws Exception {
        Map<String, Object> values = new HashMap<>(more);
        values.put("door", "kafka");
        values.put("tls", false);
        values.putIfAbsent("server", "127.0.0.1:" + port);
        return doors.open(values);
    }

    @Test
    @DisplayName("takes submissions, refuses what is none, and answers both with receipts")
    void takes() throws Exception {
        startBroker(Map.of());
        doors.awaitOpen(open(Map.of()));
        broker.send(IN, "{\"cameras\": [");
        broker.send(IN, submission("after"));
        try (KafkaBroker.Listener told = broker.listen(OUT)) {
            assertEquals(
                    "malformed", DoorHouse.receipt(told.heard).path("refused").asText());
            JsonNode receipt = DoorHouse.receipt(told.heard);
            assertEquals("after", receipt.path("submission").asText());
        }
        await().until(() -> broker.acknowledged(GROUP) == 2);
    }

    @Test
    @DisplayName("acknowledges once a submission is kept, and not while the registry is away")
    void acknowledges() throws Exception {
        startBroker(Map.of());
        broker.send(IN, submission("one"));
        broker.send(IN, submission("two"));
        doors.failures.set(1000);
        PartnerDoor first = open(Map.of());
        await().until(() -> problem(first).contains("the registry is away"));
        doors.close(first);
        assertEquals(0, broker.acknowledged(GROUP));
        doors.failures.set(1);
        doors.awaitOpen(open(Map.of()));
        try (KafkaBroker.Listener told = broker.listen(OUT)) {
            await().until(() ->
                    DoorHouse.receipt(told.heard).path("submission").asText().equals("one"));
            await().until(() ->
                    DoorHouse.receipt(told.heard).path("submission").asText().equals("two"));
        }
        await().until(() -> broker.acknowledged(GROUP) == 2);
    }

    @Test
    @DisplayName("opens once its topic is there, says meanwhile that it is not, and outlives a restart of the broker")
    void restarts() throws Exception {
        broker = new KafkaBroker(folder.resolve("kafka"), port, Map.of());
        PartnerDoor door = open(Map.of());
        await().until(() -> problem(door).contains("no topic " + IN));
        broker.topics(IN, OUT);
        doors.awaitOpen(door);
        broker.stop();
        await().until(() -> problem(door).contains("does not open"));
        broker.start();
        doors.awaitOpen(door);
        broker.send(IN, submission("late"));
        await().until(() -> broker.acknowledged(GROUP) == 1);
        doors.awaitWaiting();
    }

    @Test
    @DisplayName("logs in, and says that its login is refused, without the password")
    void logsIn() throws Exception {
        startBroker(LOGIN);
        Map<String, Object> login =
                Map.of("server", "localhost:" + broker.guarded(), "user", "bank", "password", PASSWORD);
        PartnerDoor door = open(login);
        doors.awaitOpen(door);
        doors.close(door);
        Map<String, Object> wrong = new HashMap<>(login);
        wrong.put("password", "salah-9");
        PartnerDoor refused = open(wrong);
        await().until(() -> problem(refused).contains("does not open"));
        assertFalse(problem(refused).contains("salah-9"), problem(refused));
    }
}
