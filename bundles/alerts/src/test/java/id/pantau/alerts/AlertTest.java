package id.pantau.alerts;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import id.pantau.model.Reason;
import id.pantau.service.ConfigurationValues;
import id.pantau.service.Fact;
import id.pantau.service.Facts;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.camel.impl.DefaultCamelContext;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Alerts on their routes")
class AlertTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path state;

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final Town town = new Town().with(3, "simpang", "batam", "10.20.7.");
    private final BlockingQueue<JsonNode> posted = new LinkedBlockingQueue<>();
    private final List<Alert> alerts = new ArrayList<>();
    private HttpServer web;

    @BeforeEach
    void start() throws Exception {
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/", exchange -> {
            posted.add(JSON.readTree(exchange.getRequestBody()));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        web.start();
        camel.getShutdownStrategy().setTimeout(1);
        camel.start();
    }

    @AfterEach
    void stop() {
        alerts.forEach(Alert::stop);
        camel.stop();
        web.stop(0);
    }

    private Alert alert(String name, Map<String, Object> values) throws Exception {
        Alert alert =
                new Alert(name, ConfigurationValues.as(AlertConfig.class, values), scope -> town, camel, state, town);
        camel.addRoutes(alert);
        alerts.add(alert);
        return alert;
    }

    private String url() {
        return "http://127.0.0.1:" + web.getAddress().getPort() + "/alert";
    }

    private void goDark() {
        for (String camera : town.cameras()) {
            town.fails(camera, Reason.UNREACHABLE);
            tell(camera);
        }
    }

    private void tell(String camera) {
        Fact fact = new Fact(Fact.STATUS_CHANGED, camera, town.instant(), Map.of("status", "offline"));
        camel.createProducerTemplate().sendBody(Facts.topic(Fact.STATUS_CHANGED), fact);
    }

    @Test
    void areWokenByFactsAndPostJson() throws Exception {
        alert("noc", Map.of("channel", "webhook", "to", List.of(url()), "groupSeconds", 1));
        goDark();
        await().until(() -> alerts.get(0).record().open() == 3);
        town.windTo(Town.NOON.plusSeconds(60));
        tell(town.cameras().get(0));
        JsonNode message = posted.poll(30, TimeUnit.SECONDS);
        assertEquals("noc", message.get("alert").asText());
        assertEquals(3, message.at("/counts/trouble").asInt());
        assertEquals("network", message.at("/causes/0/kind").asText());
        assertEquals("unreachable", message.at("/cameras/0/reason/code").asText());
        assertEquals(
                "Kamera tidak dapat dihubungi.",
                message.at("/cameras/0/reason/text/id").asText());
        assertEquals("Titik simpang", message.at("/cameras/0/point/name").asText());
        assertEquals("2026-08-07T12:00:00Z", message.at("/cameras/0/since").asText());
        assertTrue(message.at("/text/id").asText().startsWith("3 kamera padam sejak 12:00"));
        assertEquals(0, posted.size());
    }

    @Test
    void areMailedInUtf8() throws Exception {
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
        mail.setUser("petugas@example.id", "petugas", "ra=ha&sia%+)}?'%20");
        mail.start();
        try {
            Alert alert = alert(
                    "noc",
                    Map.of(
                            "channel", "email",
                            "to", List.of("noc@example.id", "dishub@example.id"),
                            "from", "pantau@example.id",
                            "server", "127.0.0.1:" + mail.getSmtp().getPort(),
                            "user", "petugas",
                            "password", "ra=ha&sia%+)}?'%20",
                            "tls", false));
            alert.test();
            MimeMessage letter = mail.getReceivedMessages()[0];
            assertEquals("[Pantau] Pesan uji / Test message", letter.getSubject());
            assertEquals("pantau@example.id", letter.getFrom()[0].toString());
            assertEquals(2, mail.getReceivedMessages().length);
            assertTrue(letter.getContentType().toLowerCase().contains("utf-8"), letter.getContentType());
            assertTrue(letter.getContent().toString().contains("Ini pesan uji dari Pantau"));
        } finally {
            mail.stop();
        }
    }

    @Test
    void sendNoPasswordToAMailServerThatSpeaksNoTls() throws Exception {
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
        mail.start();
        try {
            Alert alert = alert(
                    "noc",
                    Map.of(
                            "channel",
                            "email",
                            "to",
                            List.of("noc@example.id"),
                            "from",
                            "pantau@example.id",
                            "server",
                            "127.0.0.1:" + mail.getSmtp().getPort()));
            Exception failure = assertThrows(Exception.class, alert::test);
            assertTrue(failure.toString().contains("STARTTLS"), failure.toString());
            assertEquals(0, mail.getReceivedMessages().length);
        } finally {
            mail.stop();
        }
    }

    @Test
    void arePublishedOverMqttAlsoWhenTheBrokerComesLater() throws Exception {
        int port = freePort();
        Alert alert = alert(
                "noc",
                Map.of(
                        "channel",
                        "mqtt",
                        "to",
                        List.of("kota/batam/pantau"),
                        "server",
                        "127.0.0.1:" + port,
                        "tls",
                        false));
        assertThrows(Exception.class, alert::test);
        EmbeddedActiveMQ broker = brokerAt(port);
        try {
            MqttClient reader = new MqttClient("tcp://127.0.0.1:" + port, "reader", new MemoryPersistence());
            reader.connect();
            BlockingQueue<String> published = new ArrayBlockingQueue<>(10);
            reader.subscribe("kota/#", 1);
            reader.setCallback(new Published(published));
            alert.test();
            String message = published.poll(30, TimeUnit.SECONDS);
            assertTrue(message.startsWith("kota/batam/pantau 1 {\"alert\":\"noc\",\"kind\":\"test\""), message);
            reader.disconnect();
            reader.close();
        } finally {
            broker.stop();
        }
    }

    @Test
    void doNotWaitForOneWhoseServerIsDead() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Alert dead = alert(
                    "dead",
                    Map.of(
                            "channel",
                            "email",
                            "to",
                            List.of("noc@example.id"),
                            "from",
                            "pantau@example.id",
                            "server",
                            "127.0.0.1:" + silent.getLocalPort(),
                            "groupSeconds",
                            1));
            Alert hook = alert("hook", Map.of("channel", "webhook", "to", List.of(url()), "groupSeconds", 1));
            goDark();
            await().until(() -> dead.record().open() == 3 && hook.record().open() == 3);
            town.windTo(Town.NOON.plusSeconds(60));
            tell(town.cameras().get(0));
            silent.accept();
            assertEquals(
                    3, posted.poll(30, TimeUnit.SECONDS).at("/counts/trouble").asInt());
            assertEquals(0, dead.record().sent());
        }
    }

    @Test
    void whoseConfigurationIsBadTellNobodyAndSayWhy() throws Exception {
        Alert alert = alert("noc", Map.of("channel", "webhook", "to", List.of("ftp://example.id/")));
        assertTrue(alert.problem().startsWith("to: a webhook is an http:// or https:// URL"), alert.problem());
        assertEquals(List.of(), camel.getRoutes());
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static EmbeddedActiveMQ brokerAt(int port) throws Exception {
        return new EmbeddedActiveMQ()
                .setConfiguration(new ConfigurationImpl()
                        .setPersistenceEnabled(false)
                        .setSecurityEnabled(false)
                        .addAcceptorConfiguration("mqtt", "tcp://127.0.0.1:" + port + "?protocols=MQTT"))
                .start();
    }
}
