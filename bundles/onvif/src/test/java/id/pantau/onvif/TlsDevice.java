package id.pantau.onvif;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A device that tells its clock under TLS, with a certificate of its own making. */
public final class TlsDevice implements AutoCloseable {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final HttpsServer server;
    private final String fingerprint;

    public TlsDevice() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        Path folder = Files.createTempDirectory("onvif-tls");
        Path file = folder.resolve("key.p12");
        Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process keytool = new ProcessBuilder((tool + " -genkeypair -alias camera -keyalg EC -dname CN=camera"
                                + " -validity 2 -storetype PKCS12 -storepass changeit -keystore " + file)
                        .split(" "))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        Files.delete(file);
        Files.delete(folder);
        byte[] certificate = store.getCertificate("camera").getEncoded();
        fingerprint = HexFormat.ofDelimiter(":")
                .withUpperCase()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            byte[] clock = NpmDevice.body("GetSystemDateAndTime");
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, clock.length);
            exchange.getResponseBody().write(clock);
            exchange.close();
        });
        server.start();
    }

    /** SHA-256 of its certificate, with colons. */
    public String fingerprint() {
        return fingerprint;
    }

    public URI address() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/onvif/device_service");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
