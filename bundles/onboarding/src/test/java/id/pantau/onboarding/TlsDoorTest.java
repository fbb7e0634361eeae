package id.pantau.onboarding;

import static id.pantau.onboarding.DoorHouse.CSV;
import static id.pantau.onboarding.DoorHouse.freePort;
import static id.pantau.onboarding.DoorHouse.problem;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import id.pantau.onboarding.door.PartnerDoor;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A door to a server that an authority of the partner's own certifies for its name")
@Execution(ExecutionMode.CONCURRENT)
class TlsDoorTest {
    private static final String PASSWORD = "p4nt&u?";

    @TempDir
    static Path keys;

    private static Certificates certificates;
    private static Path localhost;

    @TempDir
    Path folder;

    private DoorHouse doors;

    @BeforeAll
    static void certify() throws Exception {
        certificates = new Certificates(keys);
        localhost = certificates.of("localhost");
    }

    @BeforeEach
    void build() throws Exception {
        doors = new DoorHouse(folder);
    }

    @AfterEach
    void clear() {
        doors.close();
    }

    /** @param place format of what names the server, of host and port */
    private void opensForItsNameAlone(Map<String, Object> values, String key, String place, int port) throws Exception {
        PartnerDoor good = open(values, key, place.formatted("localhost", port), true);
        doors.awaitOpen(good);
        doors.close(good);
        PartnerDoor unknown = open(values, key, place.formatted("localhost", port), false);
        await().until(() -> problem(unknown).contains("unable to find valid certification path"));
        doors.close(unknown);
        PartnerDoor misnamed = open(values, key, place.formatted("127.0.0.1", port), true);
        await().until(() -> problem(misnamed).contains("No subject alternative names matching"));
    }

    private PartnerDoor open(Map<String, Object> values, String key, String place, boolean known) throws Exception {
        Map<String, Object> all = new HashMap<>(values);
        all.put(key, place);
        all.put("user", "bank");
        all.put("password", PASSWORD);
        all.put("everySeconds", 1);
        if (known) {
            all.put("ca", certificates.authority().toString());
        }
        return doors.open(all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mqtt", "jms"})
    @DisplayName("opens to a broker")
    void broker(String kind) throws Exception {
        int port = freePort();
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ()
                .setConfiguration(new ConfigurationImpl()
                        .setPersistenceEnabled(false)
                        .setSecurityEnabled(false)
                        .addAcceptorConfiguration(
                                "tls",
                                "tcp://127.0.0.1:" + port + "?protocols=MQTT,AMQP;sslEnabled=true;keyStorePath="
                                        + localhost + ";keyStorePassword=" + Certificates.PASSWORD))
                .start();
        try {
            opensForItsNameAlone(Map.of("door", kind), "server", "%s:%d", port);
        } finally {
            broker.stop();
        }
    }

    @Test
    @DisplayName("opens to a Kafka")
    void kafka() throws Exception {
        Map<String, String> tls = Map.of(
                "protocol",
                "SASL_SSL",
                "sasl.enabled.mechanisms",
                "PLAIN",
                "listener.name.guarded.plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required user_bank=\"" + PASSWORD + "\";",
                "listener.name.guarded.ssl.keystore.location",
                localhost.toString(),
                "listener.name.guarded.ssl.keystore.type",
                "PKCS12",
                "listener.name.guarded.ssl.keystore.password",
                Certificates.PASSWORD,
                "listener.name.guarded.ssl.key.password",
                Certificates.PASSWORD);
        try (KafkaBroker kafka = new KafkaBroker(folder.resolve("kafka"), freePort(), tls)) {
            kafka.topics("pantau.partners.bank-anu.cameras");
            opensForItsNameAlone(Map.of("door", "kafka"), "server", "%s:%d", kafka.guarded());
        }
    }

    @Test
    @DisplayName("opens to an FTP server")
    void ftps() throws Exception {
        Path home = Files.createDirectories(folder.resolve("ftp/kirim")).getParent();
        try (FileServer server = new FileServer(home, PASSWORD, localhost, localhost)) {
            opensForItsNameAlone(Map.of("door", "ftps", "from", "kirim"), "server", "%s:%d", server.port());
        }
    }

    @Test
    @DisplayName("opens to an API, to whose impostors no login goes")
    void poll() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HttpsServer api = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.setHttpsConfigurator(new HttpsConfigurator(serverTls()));
        api.createContext("/", exchange -> {
            asked.incrementAndGet();
            byte[] body = CSV.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/csv");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        api.start();
        try {
            Map<String, Object> values = Map.of("door", "poll");
            int port = api.getAddress().getPort();
            PartnerDoor good = open(values, "from", "https://localhost:" + port + "/", true);
            doors.awaitWaiting();
            doors.close(good);
            int before = asked.get();
            assertTrue(before > 0);
            PartnerDoor unknown = open(values, "from", "https://localhost:" + port + "/", false);
            await().until(() -> problem(unknown).contains("unable to find valid certification path"));
            doors.close(unknown);
            PartnerDoor misnamed = open(values, "from", "https://127.0.0.1:" + port + "/", true);
            await().until(() -> problem(misnamed).contains("No subject alternative names"));
            assertEquals(before, asked.get());
        } finally {
            api.stop(0);
        }
    }

    private static SSLContext serverTls() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(localhost)) {
            store.load(in, Certificates.PASSWORD.toCharArray());
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(store, Certificates.PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        return context;
    }

    @Test
    @DisplayName("is refused with the file that is wrong, and why")
    void isChecked() throws Exception {
        Map<String, Object> values =
                Map.of("title", "B", "door", "jms", "server", "broker.example.id:5671", "ca", "etc/tiada.pem");
        assertEquals("ca: etc/tiada.pem: there is no such file", refusal(values, "ca", "etc/tiada.pem"));
        Path text = Files.writeString(folder.resolve("text.pem"), "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n");
        assertEquals("ca: " + text + ": no PEM file of X.509 certificates", refusal(values, "ca", text.toString()));
        Path empty = Files.createFile(folder.resolve("empty.pem"));
        assertEquals("ca: " + empty + ": it holds no certificate", refusal(values, "ca", empty.toString()));
        Map<String, Object> plain = new HashMap<>(values);
        plain.put("tls", false);
        assertEquals(
                "ca: is for a server that speaks TLS",
                refusal(plain, "ca", certificates.authority().toString()));
    }

    private static String refusal(Map<String, Object> values, String key, Object value) {
        Map<String, Object> all = new HashMap<>(values);
        all.put(key, value);
        return new PartnerCheck().problem(all).orElse("nothing");
    }
}
