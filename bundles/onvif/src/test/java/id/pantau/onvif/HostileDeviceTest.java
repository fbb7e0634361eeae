package id.pantau.onvif;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.onvif.OnvifException.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Of a device that answers badly")
class HostileDeviceTest {
    private static final OnvifOptions PATIENT = new OnvifOptions(Duration.ofSeconds(30), Optional.empty());

    private OnvifOptions options = new OnvifOptions(Duration.ofSeconds(1), Optional.empty());
    private static final String OPEN = "<e:Envelope xmlns:e=\"http://www.w3.org/2003/05/soap-envelope\"><e:Body>";

    private final AtomicInteger connections = new AtomicInteger();
    private ServerSocket server;

    /** What is sent to whoever connects. */
    @FunctionalInterface
    private interface Answer {
        void to(Socket client) throws IOException;
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private URI serve(Answer answer) throws IOException {
        ServerSocket own = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server = own;
        Thread thread = new Thread(() -> {
            while (!own.isClosed()) {
                try (Socket client = own.accept()) {
                    connections.incrementAndGet();
                    client.getInputStream().read(new byte[4096]);
                    answer.to(client);
                } catch (IOException e) {
                    continue;
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/onvif/device_service");
    }

    private static Answer http(String head, String body) {
        return client -> client.getOutputStream().write((head + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
    }

    private OnvifException failure(URI device) {
        return assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThrows(OnvifException.class, () -> OnvifDevice.connect(device, null, options)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a DTD, '<!DOCTYPE x []><x/>', DOCTYPE",
        "HTML, '<html><body>hi</body></html>', no SOAP envelope",
        "no XML, 'hello', XML",
        "nothing, '', XML",
        "another operation, 'OPEN<x/></e:Body></e:Envelope>', answered with x"
    })
    @DisplayName("the message says what was wrong")
    void content(String what, String body, String because) throws Exception {
        OnvifException e = failure(serve(http("HTTP/1.1 200 OK", body.replace("OPEN", OPEN))));
        assertEquals(Kind.PROTOCOL, e.kind());
        assertTrue(e.getMessage().contains(because), e.getMessage());
        assertTrue(e.getMessage().contains("GetSystemDateAndTime"), e.getMessage());
    }

    @Test
    @DisplayName("more than 2 MB is refused by what is announced, and by what comes")
    void huge() throws Exception {
        options = PATIENT;
        String tooMuch = "x".repeat(3 << 20);
        OnvifException announced = failure(serve(http("HTTP/1.1 200 OK\r\nContent-Length: 3145728", tooMuch)));
        assertTrue(announced.getMessage().contains("2097152"), announced.getMessage());
        server.close();
        OnvifException endless = failure(serve(client -> {
            OutputStream out = client.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            for (byte[] block = new byte[65536]; !server.isClosed(); ) {
                out.write(block);
            }
        }));
        assertTrue(endless.getMessage().contains("2097152"), endless.getMessage());
        server.close();
        OnvifException chunked = failure(serve(client -> {
            OutputStream out = client.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] block = ("10000\r\n" + "x".repeat(65536) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            while (!server.isClosed()) {
                out.write(block);
            }
        }));
        assertTrue(chunked.getMessage().contains("2097152"), chunked.getMessage());
    }

    @Test
    @DisplayName("an answer that comes in drops ends with the time-out of the whole")
    void slow() throws Exception {
        OnvifException e = failure(serve(client -> {
            client.setSoTimeout(300);
            client.getOutputStream().write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
            while (!hasLeft(client)) {
                client.getOutputStream().write("X-Drop: 1\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        }));
        assertEquals(Kind.UNREACHABLE, e.kind());
        assertTrue(e.getMessage().contains("within 1000 ms"), e.getMessage());
    }

    /** Waits for that as long as its time-out is. */
    private static boolean hasLeft(Socket client) throws IOException {
        try {
            return client.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    @Test
    @DisplayName("a redirect is not followed")
    void redirect() throws Exception {
        URI elsewhere = serve(client -> {});
        ServerSocket other = server;
        OnvifException e =
                failure(serve(http("HTTP/1.1 302 Found\r\nLocation: " + elsewhere + "\r\nContent-Length: 0", "")));
        other.close();
        assertTrue(e.getMessage().contains("redirects"), e.getMessage());
        assertEquals(1, connections.get());
    }

    @Test
    @DisplayName("endless headers and interim answers are cut")
    void endlessHeaders() throws Exception {
        assertEquals(
                Kind.PROTOCOL,
                failure(serve(http("HTTP/1.1 200 OK" + "\r\nA: b".repeat(1000), "")))
                        .kind());
        server.close();
        assertEquals(
                Kind.PROTOCOL,
                failure(serve(http("HTTP/1.1 100 Continue\r\n\r\n".repeat(1000) + "HTTP/1.1 200 OK", "")))
                        .kind());
        server.close();
        assertEquals(Kind.PROTOCOL, failure(serve(http("SSH-2.0-dropbear", ""))).kind());
    }

    @Test
    @DisplayName("a certificate that is not the pinned one is refused, and the pinned one is not")
    void pins() throws Exception {
        server = new ServerSocket();
        try (TlsDevice device = new TlsDevice()) {
            OnvifOptions pinned = new OnvifOptions(Duration.ofSeconds(5), Optional.of(device.fingerprint()));
            assertEquals(
                    "MoroccoStandardTime0",
                    OnvifDevice.connect(device.address(), null, pinned).clock().timeZone());
            OnvifOptions other = new OnvifOptions(Duration.ofSeconds(5), Optional.of("00".repeat(32)));
            for (OnvifOptions options : new OnvifOptions[] {other, OnvifOptions.defaults()}) {
                OnvifException e =
                        assertThrows(OnvifException.class, () -> OnvifDevice.connect(device.address(), null, options));
                assertEquals(Kind.PROTOCOL, e.kind());
            }
        }
    }
}
