package id.pantau.onboarding;

import static id.pantau.onboarding.DoorHouse.freePort;
import static id.pantau.onboarding.DoorHouse.problem;
import static id.pantau.onboarding.DoorHouse.submission;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import id.pantau.onboarding.door.PartnerDoor;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@DisplayName("A partner's door by JMS")
@Execution(ExecutionMode.CONCURRENT)
class JmsDoorTest {
    private static final String IN = "pantau.partners.bank-anu.cameras";
    private static final String OUT = "pantau.partners.bank-anu.receipts";

    @TempDir
    Path folder;

    private final BlockingQueue<String> receipts = new LinkedBlockingQueue<>();
    private DoorHouse doors;
    private int port;
    private EmbeddedActiveMQ broker;
    private JMSContext partner;

    @BeforeEach
    void build() throws Exception {
        doors = new DoorHouse(folder);
        port = freePort();
    }

    @AfterEach
    void clear() throws Exception {
        doors.close();
        stopBroker();
    }

    private void startBroker() throws Exception {
        broker = new EmbeddedActiveMQ()
                .setConfiguration(new ConfigurationImpl()
                        .setPersistenceEnabled(false)
                        .setSecurityEnabled(false)
                        .addAcceptorConfiguration("amqp", "tcp://127.0.0.1:" + port + "?protocols=AMQP"))
                .start();
        partner = new JmsConnectionFactory("amqp://127.0.0.1:" + port).createContext();
        partner.createConsumer(partner.createQueue(OUT)).setMessageListener(this::told);
    }

    private void stopBroker() throws Exception {
        if (broker != null) {
            partner.close();
            broker.stop();
            broker = null;
        }
    }

    private void told(Message receipt) {
        try {
            receipts.add(receipt.getBody(String.class));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private PartnerDoor open() throws Exception {
        return doors.open(Map.of("door", "jms", "server", "127.0.0.1:" + port, "tls", false, "user", "bank"));
    }

    private void send(Function<JMSContext, Message> message) {
        try (JMSContext other = partner.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
            other.createProducer().send(other.createQueue(IN), message.apply(other));
        }
    }

    private void send(String text) {
        send(context -> context.createTextMessage(text));
    }

    private long waiting() {
        return broker.getActiveMQServer().locateQueue(SimpleString.of(IN)).getMessageCount();
    }

    private String submissionTold() throws Exception {
        return DoorHouse.receipt(receipts).path("submission").asText();
    }

    @Test
    @DisplayName("takes text and bytes, answers with receipts, and leaves nothing in the queue")
    void takes() throws Exception {
        startBroker();
        doors.awaitOpen(open());
        send(submission("text"));
        assertEquals("text", submissionTold());
        doors.awaitWaiting();
        send(context -> {
            BytesMessage message = context.createBytesMessage();
            try {
                message.writeBytes(submission("bytes").getBytes(StandardCharsets.UTF_8));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return message;
        });
        await().until(() -> submissionTold().equals("bytes"));
        await().until(() -> waiting() == 0);
    }

    @Test
    @DisplayName("refuses what is no submission, deserializes nothing, and takes what comes after")
    void refuses() throws Exception {
        startBroker();
        doors.awaitOpen(open());
        send("{\"cameras\": [");
        assertEquals("malformed", DoorHouse.receipt(receipts).path("refused").asText());
        send(context -> context.createObjectMessage(new ArrayList<>()));
        assertEquals(
                "unsupported-type", DoorHouse.receipt(receipts).path("refused").asText());
        send(JMSContext::createMapMessage);
        assertEquals(
                "unsupported-type", DoorHouse.receipt(receipts).path("refused").asText());
        send(submission("after"));
        assertEquals("after", submissionTold());
        await().until(() -> waiting() == 0);
    }

    @Test
    @DisplayName("acknowledges once a submission is kept, and not while the registry is away")
    void acknowledges() throws Exception {
        startBroker();
        doors.failures.set(1000);
        PartnerDoor first = open();
        doors.awaitOpen(first);
        send(submission("kept"));
        await().until(() -> doors.failures.get() < 999);
        assertEquals(1, waiting());
        await().until(() -> problem(first).contains("the registry is away"));
        doors.close(first);
        assertEquals(1, waiting());
        doors.failures.set(1);
        open();
        assertEquals("kept", submissionTold());
        await().until(() -> waiting() == 0);
    }

    @Test
    @DisplayName("opens once its broker is there, says meanwhile why it does not, and outlives the broker's restarts")
    void restarts() throws Exception {
        PartnerDoor door = open();
        await().until(() -> problem(door).contains("does not open"));
        startBroker();
        doors.awaitOpen(door);
        for (int loss = 0; loss < 2; loss++) {
            stopBroker();
            await().until(() -> problem(door).contains("does not open"));
            startBroker();
            doors.awaitOpen(door);
        }
        send(submission("late"));
        assertEquals("late", submissionTold());
    }
}
