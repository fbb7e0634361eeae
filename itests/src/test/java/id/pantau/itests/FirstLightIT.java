package id.pantau.itests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.FixMethodOrder;
import org.junit.Test;
import org.junit.runners.MethodSorters;

/** From a partner's camera to a citizen's phone, in the distribution as it is shipped. The tests share a container. */
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
public class FirstLightIT {
    private static final String PASSWORD = "Rahasia-7421/kamera+";
    private static final String STAFF_PASSWORD = "petugas-lapangan-92";

    private static Container container;
    private static GstCamera street;
    private static GstCamera port;
    private static String key;

    @BeforeClass
    public static void start() throws Exception {
        Peer.GSTREAMER_RTSP.need();
        container = new Container("first-light");
        container.start();
    }

    @AfterClass
    public static void stop() {
        if (container != null) {
            container.close();
        }
        for (GstCamera camera : new GstCamera[] {street, port}) {
            if (camera != null) {
                camera.close();
            }
        }
    }

    @Test
    public void a1_afterTheFirstStartNobodyHasAPasswordAndNothingListensBeyondLoopback() throws Exception {
        assertEquals(0, container.consoleJson("user:list --json").size());
        assertEquals(0, container.consoleJson("camera:list --json").size());
        String users = Files.readString(container.home().resolve("container/etc/users.properties"));
        assertTrue(users, users.lines().allMatch(l -> l.isBlank() || l.startsWith("#")));
        assertEquals(
                "rw-------",
                java.nio.file.attribute.PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(container.home().resolve("state/keys/console"))));

        Peer.SS.need();
        String mine = "pid=" + container.pid() + ",";
        List<String> listening = container
                .run(List.of("ss", "-ltnpH"))
                .succeeded()
                .output()
                .lines()
                .filter(l -> l.contains(mine))
                .map(l -> l.split("\\s+")[3])
                .toList();
        assertEquals(listening.toString(), 2, listening.size());
        assertTrue(
                listening.toString(),
                listening.stream().allMatch(a -> a.startsWith("127.0.0.1:") || a.contains("127.0.0.1]:")));
    }

    @Test
    public void a2_addressesOutsideTheConfiguredNetworksAreRefused() throws Exception {
        key = container.partner("hotel-anu");
        var answer = submit("too-early", "GATE-00", "rtsp://127.0.0.1:5540/x", PASSWORD);
        assertTrue(answer.body(), answer.statusCode() == 422 || answer.statusCode() == 202);
        if (answer.statusCode() == 202) {
            await().atMost(20, SECONDS).until(() -> state("GATE-00").equals("invalid"));
        }
        container.allowLoopback();
    }

    @Test
    public void b1_aCameraSubmittedByPostReachesTheCitizen() throws Exception {
        street = new GstCamera("kamera", PASSWORD, "ball");
        // the new network takes effect when the configuration is delivered
        await().atMost(30, SECONDS).until(() -> {
            String ref = "GATE-07";
            submit("post-" + System.nanoTime(), ref, street.uri().toString(), PASSWORD);
            await().atMost(15, SECONDS)
                    .until(() -> !List.of("received", "probing").contains(state(ref)));
            return List.of("waiting-approval", "duplicate").contains(state(ref));
        });
        await().atMost(20, SECONDS)
                .until(() -> rows(r -> r.path("ref").asText().equals("GATE-07")
                                        && r.path("state").asText().equals("waiting-approval"))
                                .size()
                        == 1);
        container.console("onboarding:approve --partner hotel-anu --why \"street side seen\"");
        String id = camera("GATE-07");
        await().atMost(20, SECONDS).until(() -> status(id).equals("live"));
        assertEquals(
                "not published yet",
                404,
                container.get("/live/" + id + "/index.m3u8").statusCode());

        container.console("public:publish --why \"agreed\" " + id);
        await().atMost(10, SECONDS)
                .until(() -> container.get("/live/" + id + "/index.m3u8").statusCode() == 200);
        decodesClean(id, 10);
    }

    @Test
    public void b2_aCameraSubmittedAsCsvReachesTheCitizen() throws Exception {
        port = new GstCamera("kamera", PASSWORD, "smpte");
        Path inbox = container.home().resolve("inbox/hotel-anu");
        await().atMost(20, SECONDS).until(() -> Files.isDirectory(inbox));
        Path draft = container.home().resolve("inbox-draft.csv");
        Files.writeString(
                draft,
                "ref,name,address,username,password,latitude,longitude,scene,publicConsent\n"
                        + "PORT-01,\"Pelabuhan, sisi jalan\"," + port.uri() + ",kamera," + PASSWORD
                        + ",1.1203,103.9262,port-front,true\n"
                        + "PORT-02,Broken,rtsp://127.0.0.1:1/x,,,not-a-number,103.9262,port-front,true\n");
        Files.move(draft, inbox.resolve("november.csv"), StandardCopyOption.ATOMIC_MOVE);
        await().atMost(60, SECONDS).until(() -> state("PORT-01").equals("waiting-approval"));
        assertEquals("invalid", state("PORT-02"));
        assertTrue(Files.exists(inbox.resolve("done/november.csv")));

        String row = rows(r -> r.path("ref").asText().equals("PORT-01"))
                .get(0)
                .path("id")
                .asText();
        showsStaffItsPicture(row);
        container.console("onboarding:approve --why seen " + row);
        String id = camera("PORT-01");
        container.console("public:publish --why agreed " + id);
        await().atMost(20, SECONDS).until(() -> status(id).equals("live"));
        decodesClean(id, 5);
    }

    private static void showsStaffItsPicture(String row) throws Exception {
        Path password = secretFile("approver-password", STAFF_PASSWORD);
        container.console("user:add --password-file " + password + " budi operator");
        Files.delete(password);
        String cookie = container.login("budi", STAFF_PASSWORD);
        String picture = "/api/v1/operator/onboarding/" + row + "/picture";
        await().atMost(90, SECONDS)
                .until(() -> container.get(picture, "Cookie", cookie).statusCode() == 200);
        HttpResponse<byte[]> answer = container.get(picture, "Cookie", cookie);
        assertEquals("image/jpeg", answer.headers().firstValue("Content-Type").orElse(""));
        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(answer.body()));
        assertTrue("a picture of the camera's size", image.getWidth() >= 320);
        assertEquals(401, container.get(picture).statusCode());
    }

    @Test
    public void b3_aPartnerOfAFileSendsASpreadsheetInItsOwnWords() throws Exception {
        Path etc = container.home().resolve("container/etc");
        Path draft = etc.resolve("port-authority.draft");
        Files.writeString(
                draft,
                "title = Port authority\ncolumns = Kode=ref, Nama=name, Alamat=address, Lintang=latitude, Bujur=longitude\n"
                        + "values = scene=port-front, publicConsent=ya\n");
        Files.move(draft, etc.resolve("id.pantau.partner-port-authority.cfg"), StandardCopyOption.ATOMIC_MOVE);
        Path inbox = container.home().resolve("inbox/port-authority");
        await().atMost(30, SECONDS).until(() -> Files.isDirectory(inbox));
        Path workbook = container.home().resolve("inbox-draft.xlsx");
        Workbook.write(
                workbook,
                List.of(
                        List.of("Kode", "Nama", "Alamat", "Lintang", "Bujur"),
                        List.of("DERMAGA-1", "Dermaga, sisi jalan", "127.0.0.1:1", 1.125, 104.5)));
        Files.move(workbook, inbox.resolve("november.xlsx"), StandardCopyOption.ATOMIC_MOVE);
        await().atMost(60, SECONDS).until(() -> state("DERMAGA-1").equals("unreachable"));
        JsonNode row = rows(r -> r.path("ref").asText().equals("DERMAGA-1")).get(0);
        assertEquals("port-authority", row.path("partner").asText());
        assertEquals("port-front", row.path("scene").asText());
        assertEquals(1.125, row.path("latitude").asDouble(), 0);
        await().atMost(10, SECONDS).until(() -> Files.exists(inbox.resolve("done/november.csv")));
    }

    @Test
    public void c1_itPlaysInABrowserOfAPhonesSize() throws Exception {
        String id = camera("GATE-07");
        try (Browser phone = new Browser(390, 844)) {
            phone.open(container.uri("/kamera/" + id));
            double[] first = new double[1];
            await().atMost(30, SECONDS).until(() -> (first[0] = playingTime(phone)) > 0);
            await().atMost(20, SECONDS).until(() -> playingTime(phone) > first[0] + 3);
            phone.screenshot(Path.of(System.getProperty("pantau.work"), "phone-camera.png"));
            phone.open(container.uri("/"));
            await().atMost(20, SECONDS)
                    .until(() -> phone.evaluate("return document.body.innerText")
                            .asText()
                            .contains("sisi jalan"));
            phone.screenshot(Path.of(System.getProperty("pantau.work"), "phone-portal.png"));
        }
    }

    @Test
    public void c2_whatIsNotPublicAndWhatDoesNotExistAnswerTheSame() throws Exception {
        int closed = Container.freePort();
        submit("private", "PRIV-01", "rtsp://127.0.0.1:" + closed + "/x", PASSWORD);
        String id = camera("PORT-01");
        container.console("public:withdraw --why test " + id);
        for (String file : new String[] {"index.m3u8", "video.m3u8", "snapshot.jpg", "stream.mp4"}) {
            var hidden = container.get("/live/" + id + "/" + file);
            var absent = container.get("/live/zzzzzzzzzzzz/" + file);
            assertEquals(404, hidden.statusCode());
            assertEquals(404, absent.statusCode());
            assertArrayEquals(absent.body(), hidden.body());
            assertEquals(headers(absent), headers(hidden));
        }
        container.console("public:publish --why test " + id);
        await().atMost(10, SECONDS)
                .until(() -> container.get("/live/" + id + "/index.m3u8").statusCode() == 200);
    }

    @Test
    public void d1_aWrongPasswordIsTriedOnce() throws Exception {
        try (Relay relay = new Relay(street.port())) {
            submit("wrong", "GATE-08", "rtsp://127.0.0.1:" + relay.port() + "/main", "wrong-" + PASSWORD);
            await().atMost(30, SECONDS).until(() -> state("GATE-08").equals("unauthorized"));
            assertEquals(1, relay.refusals());

            submit("right", "GATE-09", "rtsp://127.0.0.1:" + relay.port() + "/main", PASSWORD);
            await().atMost(30, SECONDS).until(() -> state("GATE-09").equals("waiting-approval"));
            container.console("onboarding:approve --why seen --partner hotel-anu");
            String id = camera("GATE-09");
            await().atMost(20, SECONDS).until(() -> status(id).equals("live"));

            Path wrong = secretFile("camera-password", "wrong-" + PASSWORD);
            int before = relay.refusals();
            container.console("camera:login --user kamera --password-file " + wrong + " " + id);
            await().atMost(30, SECONDS).until(() -> reason(id).equals("unauthorized"));
            int connections = relay.connections();
            assertEquals("one attempt", before + 1, relay.refusals());
            await().during(8, SECONDS)
                    .atMost(10, SECONDS)
                    .until(() -> relay.connections() == connections && relay.refusals() == before + 1);

            Path right = secretFile("camera-password", PASSWORD);
            container.console("camera:login --user kamera --password-file " + right + " " + id);
            await().atMost(20, SECONDS).until(() -> status(id).equals("live"));
            container.console("camera:remove --why \"test over\" " + id);
            Files.delete(right);
        }
    }

    @Test
    public void d2_aViewerCannotPublishByApiOrConsole() throws Exception {
        Path password = secretFile("staff-password", STAFF_PASSWORD);
        KeyPair pair = keyPair();
        Path publicKey = container.home().resolve("viewer.pub");
        Files.writeString(publicKey, "ssh-rsa " + sshRsa((RSAPublicKey) pair.getPublic()) + " viewer\n");
        container.console("user:add --password-file " + password + " --ssh-key " + publicKey + " sari viewer");
        Files.delete(password);
        String id = camera("PORT-01");
        container.console("public:withdraw --why test " + id);

        String cookie = container.login("sari", STAFF_PASSWORD);
        assertEquals(
                200, container.get("/api/v1/operator/cameras", "Cookie", cookie).statusCode());
        var refused = container.post(
                "/api/v1/operator/cameras/" + id + "/publish",
                "application/json",
                "{\"why\":\"no right\"}",
                "Cookie",
                cookie,
                "X-Pantau",
                "1");
        assertEquals(refused.body(), 403, refused.statusCode());

        Path keyFile = container.home().resolve("viewer.key");
        Files.writeString(
                keyFile,
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(pair.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        assertEquals(
                "a viewer may look", 0, asViewer(keyFile, "camera:list --json").exit());
        assertNotEquals(
                "a viewer may not publish",
                0,
                asViewer(keyFile, "public:publish " + id).exit());
        assertNotEquals(
                "nor run a program", 0, asViewer(keyFile, "shell:exec id").exit());
        assertEquals(404, container.get("/live/" + id + "/index.m3u8").statusCode());
        container.console("public:publish --why test " + id);
    }

    @Test
    public void e1_theCredentialIsFoundNowhere() throws Exception {
        Path backup = container.home().resolve("backup.zip");
        container.pantau("backup", backup.toString()).succeeded();
        Secrets secrets = new Secrets("kamera", PASSWORD);
        List<String> found = new ArrayList<>(secrets.inZip(backup));
        for (String command : new String[] {
            "camera:list --json",
            "camera:info " + camera("GATE-07"),
            "onboarding:list --json",
            "audit:list",
            "log:display"
        }) {
            found.addAll(secrets.in(command, container.console(command).getBytes(StandardCharsets.UTF_8)));
        }
        for (String path : new String[] {"/", "/api/v1/public/points", "/metrics", "/health"}) {
            found.addAll(secrets.in(path, container.get(path).body()));
        }
        found.addAll(secrets.below(container.home()));
        assertEquals(List.of(), found);
    }

    @Test
    public void e2_aBackupIsRestored() throws Exception {
        Path backup = container.home().resolve("backup.zip");
        String id = camera("GATE-07");
        container.console("camera:remove --why \"to see it come back\" " + id);
        container.stop();
        container.pantau("restore", backup.toString()).succeeded();
        container.start();
        await().atMost(30, SECONDS).until(() -> status(id).equals("live"));
        await().atMost(30, SECONDS)
                .until(() -> container.get("/live/" + id + "/index.m3u8").statusCode() == 200);
    }

    private static double playingTime(Browser browser) throws IOException, InterruptedException {
        return browser.evaluate("const v = document.querySelector('video'); return v ? v.currentTime : 0")
                .asDouble();
    }

    private static HttpResponse<String> submit(String submission, String ref, String address, String password)
            throws IOException, InterruptedException {
        ObjectNode body = Container.JSON.createObjectNode().put("submission", submission);
        body.putArray("cameras")
                .addObject()
                .put("ref", ref)
                .put("name", "Hotel Anu, sisi jalan " + ref)
                .put("address", address)
                .put("username", "kamera")
                .put("password", password)
                .put("latitude", 1.1289)
                .put("longitude", 104.0535)
                .put("scene", "street")
                .put("publicConsent", true);
        return container.post(
                "/api/v1/partners/hotel-anu/cameras",
                "application/json",
                body.toString(),
                "Authorization",
                "Bearer " + key);
    }

    private static List<JsonNode> rows(Predicate<JsonNode> filter) throws IOException, InterruptedException {
        JsonNode rows = container.consoleJson("onboarding:list --json");
        return StreamSupport.stream(rows.spliterator(), false).filter(filter).toList();
    }

    /** The newest row's state; empty when there is none. */
    private static String state(String ref) throws IOException, InterruptedException {
        List<JsonNode> rows = rows(r -> r.path("ref").asText().equals(ref));
        return rows.isEmpty() ? "" : rows.get(rows.size() - 1).path("state").asText();
    }

    private static String camera(String ref) throws IOException, InterruptedException {
        return rows(r -> r.path("ref").asText().equals(ref) && r.hasNonNull("camera"))
                .get(0)
                .path("camera")
                .asText();
    }

    private static JsonNode listed(String id) throws IOException, InterruptedException {
        for (JsonNode camera : container.consoleJson("camera:list --json")) {
            if (camera.path("id").asText().equals(id)) {
                return camera;
            }
        }
        throw new AssertionError("no camera " + id);
    }

    private static String status(String id) throws IOException, InterruptedException {
        return listed(id).path("status").asText();
    }

    private static String reason(String id) throws IOException, InterruptedException {
        return listed(id).path("reason").asText();
    }

    private static void decodesClean(String id, int seconds) throws IOException, InterruptedException {
        assertEquals("", container.complaints("/live/" + id + "/index.m3u8", seconds));
    }

    private static Map<String, List<String>> headers(HttpResponse<?> answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.remove("date");
        return headers;
    }

    private static Path secretFile(String name, String secret) throws IOException {
        Path file = container.home().resolveSibling(name);
        Files.writeString(file, secret + "\n");
        return file;
    }

    private static Container.Outcome asViewer(Path key, String command) throws IOException, InterruptedException {
        Path script = container.home().resolve("command");
        Files.writeString(script, command + "\n");
        return container.run(List.of(
                "/bin/sh",
                "-c",
                container.home().resolve("container/bin/client") + " -h 127.0.0.1 -a " + container.sshPort()
                        + " -u sari -k " + key + " -b < " + script));
    }

    private static KeyPair keyPair() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static String sshRsa(RSAPublicKey publicKey) throws IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            for (byte[] part : new byte[][] {
                "ssh-rsa".getBytes(StandardCharsets.US_ASCII),
                publicKey.getPublicExponent().toByteArray(),
                publicKey.getModulus().toByteArray()
            }) {
                out.writeInt(part.length);
                out.write(part);
            }
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
