package id.pantau.onvif.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WsDiscoveryTest {
    private static final Pattern MESSAGE_ID = Pattern.compile("MessageID>([^<]*)<");

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch answered = new CountDownLatch(1);
    private DatagramSocket device;
    private volatile List<String> answers = List.of();

    /** A device that gives its answers, with the question's id in them, to each question. */
    @BeforeEach
    void listen() throws IOException {
        device = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread thread = new Thread(() -> {
            byte[] buffer = new byte[65536];
            while (!device.isClosed()) {
                try {
                    DatagramPacket question = new DatagramPacket(buffer, buffer.length);
                    device.receive(question);
                    String text = new String(buffer, 0, question.getLength(), StandardCharsets.UTF_8);
                    asked.add(text);
                    Matcher id = MESSAGE_ID.matcher(text);
                    for (String answer : answers) {
                        byte[] bytes = answer.replace("RELATES_TO", id.find(0) ? id.group(1) : "")
                                .getBytes(StandardCharsets.UTF_8);
                        device.send(new DatagramPacket(bytes, bytes.length, question.getSocketAddress()));
                    }
                    answered.countDown();
                } catch (IOException e) {
                    return;
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void close() {
        device.close();
    }

    private static String recorded(String address) throws IOException {
        try (InputStream in = WsDiscoveryTest.class.getResourceAsStream("/npm-onvif/Probe.xml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("SERVICE_URI", address);
        }
    }

    private List<DiscoveredDevice> search() throws Exception {
        List<DiscoveredDevice> found = new ArrayList<>();
        WsDiscovery.unicast(
                List.of((InetSocketAddress) device.getLocalSocketAddress()), Duration.ofSeconds(1), found::add);
        return found;
    }

    @Test
    @DisplayName("a device that answers is reported once, on the host that answered, whatever address it tells")
    void reports() throws Exception {
        answers = List.of(recorded("http://192.168.1.64:8000/onvif/device_service not|an|address ftp://x/"));
        List<DiscoveredDevice> found = search();
        assertEquals(1, found.size());
        DiscoveredDevice camera = found.get(0);
        assertEquals("uuid:c9790c3a-701b-464d-a189-0060351c8ada", camera.reference());
        assertEquals(List.of("NetworkVideoTransmitter", "Device"), camera.types());
        assertEquals("PREDATOR", camera.name());
        assertEquals("HD_PREDATOR", camera.hardware());
        assertEquals(List.of(URI.create("http://192.168.1.64:8000/onvif/device_service")), camera.addresses());
        assertEquals(Optional.of(URI.create("http://127.0.0.1:8000/onvif/device_service")), camera.deviceService());
        assertEquals(2, asked.size());
    }

    @Test
    @DisplayName("answers to others' questions, and what is no answer, are passed over")
    void passesOver() throws Exception {
        answers = List.of(
                recorded("http://127.0.0.1/a").replace("RELATES_TO", "urn:uuid:somebody-elses"),
                "lollipop",
                "<!DOCTYPE x><x/>",
                recorded("http://127.0.0.1/b").replace("ProbeMatches>", "Hello>"),
                recorded("http://127.0.0.1/c"));
        assertEquals(
                List.of(URI.create("http://127.0.0.1/c")),
                search().stream().map(found -> found.addresses().get(0)).toList());
    }

    @Test
    @DisplayName("an interrupted search ends, and too many addresses are refused")
    void ends() throws Exception {
        AtomicReference<Exception> outcome = new AtomicReference<>();
        Thread searcher = new Thread(() -> {
            try {
                WsDiscovery.unicast(
                        List.of((InetSocketAddress) device.getLocalSocketAddress()), Duration.ofHours(1), found -> {});
            } catch (Exception e) {
                outcome.set(e);
            }
        });
        searcher.start();
        answered.await();
        searcher.interrupt();
        searcher.join(10_000);
        assertInstanceOf(InterruptedException.class, outcome.get());
        List<InetSocketAddress> many =
                Collections.nCopies(WsDiscovery.MAX_TARGETS + 1, (InetSocketAddress) device.getLocalSocketAddress());
        assertThrows(
                IllegalArgumentException.class, () -> WsDiscovery.unicast(many, Duration.ofSeconds(1), found -> {}));
    }
}
