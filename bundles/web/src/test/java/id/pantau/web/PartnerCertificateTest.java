package id.pantau.web;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The guide's edge for partners with certificates")
final class PartnerCertificateTest {
    private static final Path GUIDE = Path.of("../../docs/edge");
    private static final String CERTIFICATES = """
            new() { openssl req "$@" -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes; }
            new -x509 -keyout ca.key -out partners.pem -subj /CN=Certifier
            new -x509 -keyout cctv.key -out cctv.pem -subj /CN=127.0.0.1
            new -x509 -keyout stranger.key -out stranger.pem -subj '/O=Bank Anu/CN=bank-anu'
            for who in 'bank:/O=Bank Anu/CN=bank-anu' 'hotel:/O=Hotel/CN=hotel-anu'; do
              new -keyout "${who%%:*}.key" -out request -subj "${who#*:}"
              openssl x509 -req -in request -CA partners.pem -CAkey ca.key -CAcreateserial -out "${who%%:*}.pem"
            done
            """;

    @TempDir
    Path folder;

    private final City city = new City();
    private WebServer server;
    private Process nginx;
    private int port;

    @BeforeEach
    void start() throws Exception {
        boolean required = "true".equals(System.getenv("PANTAU_REQUIRE_PEERS"));
        assumeTrue(
                required || Files.isExecutable(Path.of("/usr/sbin/nginx")),
                "needs the Debian packages nginx-light, openssl and curl");
        city.keys.put("key-of-bank", "bank-anu");
        city.keys.put("key-of-hotel", "hotel-anu");
        server = new WebServer(city);
        run("bash", "-euc", CERTIFICATES);
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        startEdge();
    }

    private void startEdge() throws IOException {
        String guide = Files.readString(GUIDE.resolve("nginx.conf"))
                .replace(
                        "    location / {",
                        Files.readString(GUIDE.resolve("partner-certificates.conf")) + "location / {")
                .replace("127.0.0.1:8181", "127.0.0.1:" + server.port())
                .replace("listen 443 ssl", "listen 127.0.0.1:" + port + " ssl")
                .replace("/etc/nginx/tls", folder.toString())
                .replace("/var/cache/nginx/pantau", folder + "/cache");
        StringBuilder own = new StringBuilder();
        for (String kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
            own.append(kind).append("_temp_path ").append(folder).append("/tmp;\n");
        }
        Path file = Files.writeString(
                folder.resolve("nginx.conf"),
                "daemon off;\nmaster_process off;\npid " + folder + "/pid;\nerror_log " + folder
                        + "/error.log;\nevents { }\nhttp {\naccess_log off;\n" + own + guide + "\n}\n");
        nginx = new ProcessBuilder("/usr/sbin/nginx", "-p", folder.toString(), "-c", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        await().until(() -> Files.exists(folder.resolve("pid")));
    }

    @AfterEach
    void stop() throws Exception {
        if (nginx != null) {
            nginx.destroy();
            nginx.waitFor(10, TimeUnit.SECONDS);
        }
        if (server != null) {
            server.close();
        }
    }

    private String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }

    /** The status of a submission. */
    private String submit(String key, String path, String... certificate) throws Exception {
        List<String> command = new ArrayList<>(List.of("curl", "-sk", "--path-as-is", "-o", "answer"));
        command.addAll(List.of("-w", "%{http_code}", "-H", "Authorization: Bearer " + key));
        command.addAll(
                List.of("-H", "Content-Type: application/json", "--data", "{\"submission\":\"a\",\"cameras\":[]}"));
        for (String name : certificate) {
            command.addAll(List.of("--cert", name + ".pem", "--key", name + ".key"));
        }
        command.add("https://127.0.0.1:" + port + path);
        return run(command.toArray(String[]::new));
    }

    @Test
    @DisplayName("lets a partner's submissions pass with the partner's own certificate alone, and needs none of others")
    void asksForTheOwn() throws Exception {
        String bank = "/api/v1/partners/bank-anu/cameras";
        assertEquals("202", submit("key-of-bank", bank, "bank"));
        assertEquals("202", submit("key-of-hotel", "/api/v1/partners/hotel-anu/cameras"));
        city.submitted.clear();
        assertEquals("403", submit("key-of-bank", bank));
        assertEquals("403", submit("key-of-bank", bank, "hotel"));
        assertEquals("400", submit("key-of-bank", bank, "stranger"));
        for (String path : List.of(
                "/api/v1/partners/bank%2Danu/cameras",
                "/api/v1/partners%2fbank-anu/cameras",
                "/api/v1//partners//bank-anu/cameras",
                "/api/v1/partners/x/../bank-anu/cameras",
                "/api/v1/partners/./bank-anu/cameras",
                "/api/v1/partners/bank-anu;x=1/cameras",
                "/api/v1/partners/BANK-ANU/cameras",
                "/kamera/../api/v1/partners/bank-anu/cameras")) {
            String status = submit("key-of-bank", path);
            assertTrue(status.startsWith("4"), path + ": " + status);
        }
        assertEquals(List.of(), city.submitted);
    }
}
