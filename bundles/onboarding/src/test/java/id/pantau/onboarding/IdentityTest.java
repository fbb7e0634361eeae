package id.pantau.onboarding;

import static id.pantau.onboarding.DoorHouse.CSV;
import static id.pantau.onboarding.DoorHouse.freePort;
import static id.pantau.onboarding.DoorHouse.problem;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import id.pantau.onboarding.door.PartnerDoor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
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

@DisplayName("A door to a server that asks for a certificate opens with ours, and not without")
@Execution(ExecutionMode.CONCURRENT)
class IdentityTest {
    @TempDir
    static Path keys;

    private static Certificates certificates;
    private static Path localhost;
    private static Path identity;
    private static Path trusted;

    @TempDir
    Path folder;

    private DoorHouse doors;

    @BeforeAll
    static void certify() throws Exception {
        certificates = new Certificates(keys);
        localhost = certificates.of("localhost");
        identity = certificates.identity("pantau");
        trusted = certificates.trusted();
    }

    @BeforeEach
    void build() throws Exception {
        doors = new DoorHouse(folder);
    }

    @AfterEach
    void clear() {
        doors.close();
    }

    private void opensWithIt(Map<String, Object> values) throws Exception {
        Map<String, Object> all = new HashMap<>(values);
        all.put("ca", certificates.authority().toString());
        all.put("everySeconds", 1);
        PartnerDoor nobody = doors.open(all);
        await().until(() -> !problem(nobody).isEmpty() && !problem(nobody).contains("not open yet"));
        doors.close(nobody);
        all.put("identity", identity.toString());
        doors.awaitOpen(doors.open(all));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mqtt", "jms"})
    @DisplayName("at a broker")
    void broker(String kind) throws Exception {
        int port = freePort();
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ()
                .setConfiguration(new ConfigurationImpl()
                        .setPersistenceEnabled(false)
                        .setSecurityEnabled(false)
                        .addAcceptorConfiguration(
                                "tls",
                                "tcp://127.0.0.1:" + port
                                        + "?protocols=MQTT,AMQP;sslEnabled=true;needClientAuth=true;keyStorePath="
                                        + localhost + ";keyStorePassword=" + Certificates.PASSWORD + ";trustStorePath="
                                        + trusted + ";trustStorePassword=" + Certificates.PASSWORD))
                .start();
        try {
            opensWithIt(Map.of("door", kind, "server", "localhost:" + port, "user", "bank"));
        } finally {
            broker.stop();
        }
    }

    @Test
    @DisplayName("at a Kafka")
    void kafka() throws Exception {
        String listener = "listener.name.guarded.ssl.";
        Map<String, String> tls = new HashMap<>(Map.of("protocol", "SSL", listener + "client.auth", "required"));
        for (String store : new String[] {"keystore", "truststore"}) {
            tls.put(listener + store + ".location", (store.equals("keystore") ? localhost : trusted).toString());
            tls.put(listener + store + ".type", "PKCS12");
            tls.put(listener + store + ".password", Certificates.PASSWORD);
        }
        tls.put(listener + "key.password", Certificates.PASSWORD);
        try (KafkaBroker kafka = new KafkaBroker(folder.resolve("kafka"), freePort(), tls)) {
            kafka.topics("pantau.partners.bank-anu.cameras");
            opensWithIt(Map.of("door", "kafka", "server", "localhost:" + kafka.guarded()));
        }
    }

    @Test
    @DisplayName("at an FTP server")
    void ftps() throws Exception {
        Path home = Files.createDirectories(folder.resolve("ftp/kirim")).getParent();
        try (FileServer server = new FileServer(home, "p4nt&u?", localhost, localhost, trusted)) {
            opensWithIt(Map.of(
                    "door",
                    "ftps",
                    "from",
                    "kirim",
                    "server",
                    "localhost:" + server.port(),
                    "user",
                    "bank",
                    "password",
                    "p4nt&u?"));
            Files.writeString(home.resolve("kirim/a.csv"), CSV);
            doors.awaitWaiting();
        }
    }

    @Test
    @DisplayName("at an API")
    void poll() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(store(localhost), Certificates.PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store(trusted));
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        HttpsServer api = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters asks = context.getDefaultSSLParameters();
                asks.setNeedClientAuth(true);
                parameters.setSSLParameters(asks);
            }
        });
        api.createContext("/", exchange -> {
            byte[] body = CSV.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/csv");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        api.start();
        try {
            opensWithIt(Map.of(
                    "door",
                    "poll",
                    "from",
                    "https://localhost:" + api.getAddress().getPort() + "/"));
            doors.awaitWaiting();
        } finally {
            api.stop(0);
        }
    }

    private static KeyStore store(Path file) throws Exception {
        return KeyStore.getInstance(file.toFile(), Certificates.PASSWORD.toCharArray());
    }

    @Test
    @DisplayName("and its file is refused when it holds something else, or where none is asked for")
    void isChecked() throws Exception {
        assertEquals("identity: is for a server that speaks TLS", refusal(identity, false));
        assertEquals("identity: etc/tiada.pem: there is no such file", refusal(Path.of("etc/tiada.pem"), true));
        Path other = folder.resolve("other.pem");
        Files.writeString(other, Files.readString(identity).replace("CERTIFICATE", "NOTHING"));
        Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rw-------"));
        assertEquals(
                "identity: " + other + ": no PEM file of a PKCS #8 private key without password and its certificate",
                refusal(other, true));
    }

    private static String refusal(Path file, boolean tls) {
        Map<String, Object> values = new HashMap<>(Map.of("title", "B", "door", "mqtt", "server", "127.0.0.1:8883"));
        values.put("tls", tls);
        values.put("identity", file.toString());
        return new PartnerCheck().problem(values).orElse("nothing");
    }
}
