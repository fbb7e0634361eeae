package id.pantau.itests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.FixMethodOrder;
import org.junit.Test;
import org.junit.runners.MethodSorters;

/** Partners' doors in the distribution as it is shipped: a broker, an SFTP server and an API that are not ours. */
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
public class DoorsIT {
    private static final String HEADER = "ref,name,address,username,password,latitude,longitude,scene,publicConsent\n";
    private static final List<String> ROWS = List.of(
            "G1,Gerbang 1,rtsp://127.0.0.1:9/1,cctv,rahasia-1,1.1289,104.0535,street,true\n",
            "G2,Gerbang 2,rtsp://127.0.0.1:9/2,cctv,rahasia-2,1.1290,104.0536,lobby,false\n",
            "G3,Gerbang 3,rtsp://10.99.0.1/1,cctv,rahasia-3,1.1291,104.0537,street,true\n",
            "G4,Gerbang 4,rtsp://127.0.0.1:9/4,cctv,rahasia-4,91.5,104.0537,street,true\n");
    private static final String PASSWORD = "p4nt&u ?";

    private static Container container;
    private static MqttPartner port;
    private static SshServer server;
    private static Path bank;
    private static HttpServer api;
    private static String hostKey;

    @BeforeClass
    public static void start() throws Exception {
        container = new Container("doors");
        port = new MqttPartner("port");
        serveSftp();
        serveApi();
        container.start();
        container.allowLoopback();
    }

    private static void serveSftp() throws Exception {
        Path root = container.home().resolveSibling("doors-sftp");
        bank = Files.createDirectories(root.resolve("kirim"));
        for (String left : List.of("a.csv", "receipts/a.json")) {
            Files.deleteIfExists(bank.resolve(left));
        }
        KeyPair pair = KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
        hostKey = PublicKeyEntry.toString(pair.getPublic());
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(session -> List.of(pair));
        server.setPasswordAuthenticator((user, password, session) -> password.equals(PASSWORD));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(root));
        server.start();
    }

    private static void serveApi() throws IOException {
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.createContext("/kamera", exchange -> {
            byte[] body = csv(3, 2, 1, 0).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/csv");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        api.start();
    }

    @AfterClass
    public static void stop() throws Exception {
        if (container != null) {
            container.close();
        }
        port.close();
        server.stop(true);
        api.stop(0);
    }

    private static String csv(int... order) {
        StringBuilder text = new StringBuilder(HEADER);
        for (int row : order) {
            text.append(ROWS.get(row));
        }
        return text.toString();
    }

    private static Map<String, JsonNode> partners() throws IOException {
        Map<String, JsonNode> byName = new LinkedHashMap<>();
        for (JsonNode partner : container.consoleJson("partner:list --json")) {
            byName.put(partner.path("name").asText(), partner);
        }
        return byName;
    }

    /** What became of a partner's rows, without what tells submissions apart. */
    private static TreeSet<String> outcome(String partner) throws IOException {
        TreeSet<String> rows = new TreeSet<>();
        for (JsonNode row : container.consoleJson("onboarding:list --json")) {
            if (row.path("partner").asText().equals(partner)) {
                rows.add(row.path("ref").asText() + " " + row.path("state").asText() + " " + row.path("reason"));
            }
        }
        return rows;
    }

    private static boolean isSettled(String partner) throws IOException {
        TreeSet<String> rows = outcome(partner);
        return rows.size() == ROWS.size()
                && rows.stream().noneMatch(r -> r.contains(" received ") || r.contains(" probing "));
    }

    @Test
    public void a_theSameCamerasByEveryDoorBecomeTheSameRows() throws Exception {
        String key = container.partner("hotel");
        container.partnerFile("port", port.door("csv"));
        container.partnerFile(
                "bank",
                "door = sftp",
                "server = 127.0.0.1:" + server.getPort(),
                "user = bank",
                "password = " + PASSWORD,
                "hostKey = " + hostKey,
                "from = kirim",
                "everySeconds = 1");
        container.partnerFile(
                "office",
                "door = poll",
                "from = http://127.0.0.1:" + api.getAddress().getPort() + "/kamera",
                "everySeconds = 5");

        assertEquals(
                202,
                container
                        .post(
                                "/api/v1/partners/hotel/cameras",
                                "text/csv",
                                csv(0, 1, 2, 3),
                                "Authorization",
                                "Bearer " + key)
                        .statusCode());
        await().atMost(60, SECONDS)
                .until(() -> List.of("port", "bank", "office").stream().allMatch(name -> {
                    try {
                        JsonNode partner = partners().get(name);
                        return partner != null
                                && partner.path("problem").asText().isEmpty();
                    } catch (IOException e) {
                        return false;
                    }
                }));
        port.submit(csv(1, 0, 3, 2));
        Files.writeString(bank.resolve("a.csv"), csv(2, 3, 0, 1));

        for (String partner : List.of("hotel", "port", "bank", "office")) {
            await().atMost(60, SECONDS).until(() -> isSettled(partner));
            assertEquals(partner, outcome("hotel"), outcome(partner));
        }
        assertTrue(outcome("hotel").toString(), outcome("hotel").toString().contains("G1 unreachable"));

        // the receipts return by the way that the submissions came
        Path receipt = bank.resolve("receipts/a.json");
        await().atMost(30, SECONDS)
                .until(() -> Files.exists(receipt)
                        && Container.JSON
                                        .readTree(receipt.toFile())
                                        .path("done")
                                        .asInt()
                                == ROWS.size());
        assertFalse("the file with its passwords is gone", Files.exists(bank.resolve("a.csv")));
        await().atMost(30, SECONDS).until(() -> port.told.stream().anyMatch(t -> t.contains("\"done\" : 4")));
        String log = Files.readString(container.home().resolve("log/karaf.log"));
        for (String secret : List.of("rahasia-", PASSWORD)) {
            assertFalse(secret, log.contains(secret));
        }
    }

    @Test
    public void b_aPartnerWhoseFileChangesOrLeavesDisturbsNoOther() throws Exception {
        Path file = container.home().resolve("container/etc/id.pantau.partner-bank.cfg");
        String good = Files.readString(file);
        Path half = file.resolveSibling(".half");
        Files.writeString(half, good.replace(PASSWORD, "salah-1"));
        Files.move(half, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        await().atMost(60, SECONDS)
                .until(() -> partners().get("bank").path("problem").asText().contains("Auth"));
        assertFalse(partners().get("bank").toString().contains("salah-1"));
        Files.delete(file);
        await().atMost(30, SECONDS)
                .until(() -> partners().get("bank").path("door").asText().isEmpty());
        assertEquals("mqtt", partners().get("port").path("door").asText());
        port.told.clear();
        port.submit(HEADER + ROWS.get(0).replace("G1", "G9"));
        await().atMost(30, SECONDS).until(() -> port.told.stream().anyMatch(t -> t.contains("\"G9\"")));
    }
}
