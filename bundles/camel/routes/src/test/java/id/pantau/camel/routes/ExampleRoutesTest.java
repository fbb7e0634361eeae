package id.pantau.camel.routes;

import static id.pantau.camel.routes.MemoryPlatform.CAMERA;
import static id.pantau.camel.routes.MemoryPlatform.NOON;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import id.pantau.service.Fact;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The examples, as they are shipped,")
@Timeout(180)
class ExampleRoutesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path EXAMPLES = Path.of("src", "main", "etc", "routes", "examples");
    private static final String PASSWORD = "ra=ha&sia%+)}?'%20";

    @TempDir
    Path folder;

    private RouteWorkshop shop;
    private Path routes;
    private RouteFiles files;

    @BeforeEach
    void open() throws Exception {
        shop = new RouteWorkshop(folder);
        routes = Files.createDirectory(folder.resolve("routes"));
        files = new RouteFiles(routes, shop.workshop);
    }

    @AfterEach
    void close() {
        files.stop();
        shop.close();
    }

    /** As the file's head says. */
    private void install(String name, String values, String secret) throws Exception {
        for (String key : keys(Files.readString(EXAMPLES.resolve(name + ".properties")))) {
            assertTrue(values.contains(key + " = "), key);
        }
        Files.writeString(shop.secrets.resolve(secret), PASSWORD);
        Files.writeString(routes.resolve(name + ".properties"), values);
        Files.copy(EXAMPLES.resolve(name + ".yaml"), routes.resolve(name + ".yaml"));
        await().until(() -> {
            files.look();
            return files.all().size() == 1 && files.all().get(0).kind() == RouteState.Kind.RUNNING;
        });
    }

    private static List<String> keys(String values) {
        return values.lines()
                .filter(line -> line.contains(" = "))
                .map(line -> line.substring(0, line.indexOf(" = ")))
                .toList();
    }

    private void status(String status) {
        shop.board.happened(
                new Fact(Fact.STATUS_CHANGED, CAMERA, NOON, Map.of("status", status, "reason", "unreachable")));
    }

    @Test
    void mail_offline_cameras_and_those_that_are_back() throws Exception {
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
        mail.setUser("noc@example.id", "petugas", PASSWORD);
        mail.start();
        try {
            install("offline-to-email", """
                    server = 127.0.0.1:%d
                    user = petugas
                    from = pantau@example.id
                    to = noc@example.id
                    tls = false
                    """.formatted(mail.getSmtp().getPort()), "route-mail");
            status("offline");
            status("degraded");
            status("live");
            assertTrue(mail.waitForIncomingEmail(30_000, 2), () -> files.all().toString());
            MimeMessage offline = mail.getReceivedMessages()[0];
            assertEquals("[Pantau] Padam / offline: Simpang Jam", offline.getSubject());
            assertEquals("pantau@example.id", offline.getFrom()[0].toString());
            String text = String.valueOf(offline.getContent());
            assertTrue(
                    text.startsWith(
                            "Kamera Simpang Jam (" + CAMERA + ") padam sejak 2026-11-29T05:00:00Z: unreachable."),
                    text);
            assertEquals("[Pantau] Pulih / live again: Simpang Jam", mail.getReceivedMessages()[1].getSubject());
            await().until(() -> files.all().get(0).done() == 3);
            assertEquals("", files.all().get(0).problem());
        } finally {
            mail.stop();
        }
    }

    @Test
    void publish_what_cameras_notice_in_onvifs_shape() throws Exception {
        EmbeddedActiveMQ broker = broker();
        String url = "tcp://127.0.0.1:"
                + ((org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor)
                                broker.getActiveMQServer().getRemotingService().getAcceptor("mqtt"))
                        .getActualPort();
        BlockingQueue<String> published = new ArrayBlockingQueue<>(10);
        MqttClient reader = new MqttClient(url, "reader", new MemoryPersistence());
        try {
            reader.connect();
            reader.setCallback(new Published(published));
            reader.subscribe("batam/#", 1);
            install("events-to-mqtt", """
                    broker = %s
                    client = pantau-events
                    user = pantau
                    prefix = batam
                    """.formatted(url), "route-mqtt");
            notices("motion", "begun");
            notices("clock-changed", "moment");
            notices("line-crossed", "moment");
            notices("motion", "ended");
            assertEquals("batam/onvif-ej/tns1:VideoSource/MotionAlarm/" + CAMERA + " true", said(published));
            assertEquals("batam/onvif-ej/tns1:RuleEngine/LineDetector/Crossed/" + CAMERA + " true", said(published));
            assertEquals("batam/onvif-ej/tns1:VideoSource/MotionAlarm/" + CAMERA + " false", said(published));
            assertEquals("", files.all().get(0).problem());
        } finally {
            reader.disconnect();
            reader.close();
            broker.stop();
        }
    }

    private void notices(String kind, String state) {
        shop.board.happened(
                new Fact(Fact.CAMERA_EVENT, CAMERA, NOON, Map.of("kind", kind, "state", state, "raw", "<x y=\"z\"/>")));
    }

    private static String said(BlockingQueue<String> published) throws Exception {
        String message = published.poll(30, TimeUnit.SECONDS);
        String[] parts = message.split(" ", 3);
        JsonNode json = JSON.readTree(parts[2].getBytes(StandardCharsets.UTF_8));
        assertEquals("2026-11-29T05:00:00Z", json.get("UtcTime").asText());
        assertEquals(CAMERA, json.at("/Source/VideoSource").asText());
        return parts[0] + " " + json.at("/Data/State").asText();
    }

    private static EmbeddedActiveMQ broker() throws Exception {
        return new EmbeddedActiveMQ()
                .setConfiguration(new ConfigurationImpl()
                        .setPersistenceEnabled(false)
                        .setSecurityEnabled(false)
                        .addAcceptorConfiguration("mqtt", "tcp://127.0.0.1:0?protocols=MQTT"))
                .start();
    }

    @Test
    void are_off_until_somebody_copies_them() throws Exception {
        Path examples = Files.createDirectory(routes.resolve("examples"));
        Files.copy(EXAMPLES.resolve("events-to-mqtt.yaml"), examples.resolve("events-to-mqtt.yaml"));
        files.look();
        assertEquals(List.of(), files.all());
        assertFalse(Files.exists(shop.home.resolve("events-to-mqtt")));
    }
}
