package id.pantau.rtsp.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** TLS with a certificate of its own before a server without. */
final class TlsFront implements AutoCloseable {
    private static final char[] PASSWORD = "changeit".toCharArray();

    final String fingerprint;
    private final ServerSocket listening;
    private final URI behind;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    TlsFront(Path folder, URI behind) throws Exception {
        this.behind = behind;
        Path file = folder.resolve("key.p12");
        Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process keytool = new ProcessBuilder((tool + " -genkeypair -alias camera -keyalg EC -dname CN=camera"
                                + " -validity 2 -storetype PKCS12 -storepass changeit -keystore " + file)
                        .split(" "))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException(said);
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        fingerprint = HexFormat.ofDelimiter(":")
                .withUpperCase()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(store.getCertificate("camera").getEncoded()));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        listening = context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::serve);
    }

    URI uri() {
        return URI.create("rtsps://127.0.0.1:" + listening.getLocalPort() + behind.getPath());
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void serve() throws IOException {
        while (true) {
            Socket client = listening.accept();
            Socket server = new Socket(behind.getHost(), behind.getPort());
            sockets.addAll(List.of(client, server));
            start(() -> copy(client, server));
            start(() -> copy(server, client));
        }
    }

    private static void copy(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            OutputStream out = to.getOutputStream();
            from.getInputStream().transferTo(out);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        return;
                    }
                },
                "tls-front");
        thread.setDaemon(true);
        thread.start();
    }
}
