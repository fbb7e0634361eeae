package id.pantau.itests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** nginx with the guide's configuration, on loopback, with a certificate made for it. */
final class Edge implements AutoCloseable {
    private static final String PASSWORD = "only for this test";

    private final Path folder = Files.createTempDirectory("edge");
    private final int port = Container.freePort();
    private final KeyStore keys = KeyStore.getInstance("PKCS12");
    private final Process process;

    Edge(int origin) throws Exception {
        makeCertificate();
        String guide = Files.readString(Path.of(System.getProperty("pantau.root"), "docs/edge/nginx.conf"))
                .replace("127.0.0.1:8181", "127.0.0.1:" + origin)
                .replace("listen 443 ssl", "listen 127.0.0.1:" + port + " ssl")
                .replace("/etc/nginx/tls", folder.toString())
                .replace("/var/cache/nginx/pantau", folder + "/cache");
        StringBuilder temporary = new StringBuilder();
        for (String kind : new String[] {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"}) {
            temporary.append(kind).append("_temp_path ").append(folder).append("/tmp;\n");
        }
        Path file = folder.resolve("nginx.conf");
        Files.writeString(
                file,
                "daemon off;\nmaster_process off;\npid " + folder + "/pid;\nerror_log " + folder
                        + "/error.log;\nevents { worker_connections 2048; }\nhttp {\n" + temporary
                        + "log_format origin '$upstream_cache_status $request_uri';\naccess_log " + folder
                        + "/access.log origin;\n" + guide + "\n}\n");
        process = start("/usr/sbin/nginx", "-p", folder.toString(), "-c", file.toString());
        await().atMost(20, SECONDS).until(() -> Files.exists(folder.resolve("pid")));
    }

    private void makeCertificate() throws Exception {
        Path store = folder.resolve("keys.p12");
        start(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "edge",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=edge",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString())
                .waitFor();
        try (var in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        writePem(
                "cctv.key",
                "PRIVATE KEY",
                keys.getKey("edge", PASSWORD.toCharArray()).getEncoded());
        writePem("cctv.pem", "CERTIFICATE", keys.getCertificate("edge").getEncoded());
    }

    private void writePem(String name, String label, byte[] der) throws Exception {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        Files.writeString(
                folder.resolve(name), "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n");
    }

    private Process start(String... command) throws Exception {
        return new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
    }

    /** A client with connections of its own that trusts this edge alone. */
    HttpClient client() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("edge", keys.getCertificate("edge"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    URI uri(String path) {
        return URI.create("https://127.0.0.1:" + port + path);
    }

    /** By address; a hit is none. */
    Map<String, Integer> requestsToTheOrigin() throws Exception {
        Map<String, Integer> requests = new TreeMap<>();
        for (String line : Files.readAllLines(folder.resolve("access.log"))) {
            String[] words = line.split(" ", 2);
            if (!words[0].equals("HIT")) {
                requests.merge(words[1], 1, Integer::sum);
            }
        }
        return requests;
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        process.waitFor(10, SECONDS);
    }
}
