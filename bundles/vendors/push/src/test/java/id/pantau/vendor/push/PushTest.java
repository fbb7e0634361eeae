package id.pantau.vendor.push;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.ProbeResult;
import id.pantau.tck.vendor.Configurations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@DisplayName("A source that comes to us by RTSP")
class PushTest {
    private static final String SDP = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=x\r\nt=0 0\r\nm=video 0 RTP/AVP 96\r\n"
            + "a=rtpmap:96 H264/90000\r\na=control:trackID=1\r\n";

    @TempDir
    Path state;

    private final List<String> begun = new CopyOnWriteArrayList<>();
    private Push push;

    @BeforeEach
    void start() throws IOException {
        push = push(Map.of());
    }

    @AfterEach
    void stop() {
        push.close();
    }

    private Push push(Map<String, Object> values) throws IOException {
        Map<String, Object> all =
                new HashMap<>(Map.of("rtspPort", freePort(), "rtmpPort", freePort(), "readerPort", freePort()));
        all.putAll(values);
        return new Push(Configurations.of(PushConfiguration.class, all), state, (name, address) -> begun.add(name));
    }

    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    private InetSocketAddress door() {
        return push.entrance(Publication.Protocol.RTSP).orElseThrow();
    }

    private Push.Stream stream() {
        return push.streams().get(0);
    }

    @Test
    @DisplayName("is pulled from loopback without a flaw, beginning with a key picture")
    void isPulled() throws IOException {
        String key = push.newKey("gate-07");
        try (CardPublisher publisher = CardPublisher.sending(door(), key);
                Viewer viewer = new Viewer(push.address("gate-07"))) {
            await().until(() -> viewer.pictures() > 30 || !viewer.failures.isEmpty());
            assertEquals(List.of(), viewer.failures);
            assertTrue(viewer.keys.get(0));
            assertEquals(0, viewer.flaws.get());
            assertEquals(640, viewer.formats.get(0).width());
            assertEquals(List.of("gate-07"), begun);
        }
    }

    @Test
    @DisplayName("is listed: from where, how, what, how much and since when")
    void isListed() throws IOException {
        String key = push.newKey("gate-07");
        assertTrue(stream().sending().isEmpty());
        try (CardPublisher publisher = CardPublisher.sending(door(), key)) {
            await().until(() ->
                    stream().sending().map(Push.Sending::bitsPerSecond).orElse(0L) > 0);
            Push.Sending sending = stream().sending().orElseThrow();
            assertEquals("127.0.0.1", sending.from());
            assertEquals("RTSP", sending.protocol());
            assertEquals("H264", sending.codec());
        }
        await().until(() -> stream().sending().isEmpty());
    }

    @Test
    @DisplayName("gets one and the same answer for a wrong key, a name, no path and a revoked key")
    void learnsNothing() throws IOException {
        String revoked = push.newKey("gate-08");
        push.revoke("gate-08");
        String key = push.newKey("gate-07");
        Set<String> answers = new LinkedHashSet<>();
        for (String path : List.of(key + "0", "ps_0000", "gate-07", "", "live/" + key, revoked)) {
            try (CardPublisher publisher = new CardPublisher(door())) {
                answers.add(publisher.announce(path, SDP));
                assertTrue(publisher.isHungUp());
            }
        }
        try (CardPublisher publisher = new CardPublisher(door())) {
            answers.add(publisher.announce("ps_0000", "no session description"));
        }
        assertEquals(1, answers.size(), answers::toString);
        assertTrue(answers.iterator().next().startsWith("RTSP/1.0 404 "), answers::toString);
    }

    @Test
    @DisplayName("is refused like any other once too many wrong keys came from its address")
    void isLimited() throws IOException {
        String key = push.newKey("gate-07");
        for (int i = 0; i < Attempts.MOST; i++) {
            try (CardPublisher publisher = new CardPublisher(door())) {
                publisher.announce("ps_" + i, SDP);
            }
        }
        try (CardPublisher publisher = new CardPublisher(door())) {
            assertTrue(publisher.announce(key, SDP).startsWith("RTSP/1.0 404 "));
        }
    }

    @Test
    @DisplayName("is cut off, with its reader, when its key is revoked, also when it has not begun to send")
    void isCutOff() throws IOException {
        String key = push.newKey("gate-07");
        try (CardPublisher publisher = CardPublisher.sending(door(), key);
                CardPublisher early = new CardPublisher(door());
                Viewer viewer = new Viewer(push.address("gate-07"))) {
            early.announce(key, SDP);
            early.setUp(key);
            await().until(() -> viewer.pictures() > 0);
            assertTrue(push.revoke("gate-07"));
            assertTrue(publisher.isHungUp());
            await().until(() -> !viewer.failures.isEmpty());
            assertTrue(early.ask("RECORD", early.uri(key), "", "").startsWith("RTSP/1.0 403 "));
            assertEquals(List.of(), push.streams());
            assertFalse(push.revoke("gate-07"));
        }
    }

    @Test
    @DisplayName("is cut off by a new key, which is the one that counts then")
    void isCutOffByNewKey() throws IOException {
        String old = push.newKey("gate-07");
        try (CardPublisher publisher = CardPublisher.sending(door(), old)) {
            String fresh = push.newKey("gate-07");
            assertTrue(publisher.isHungUp());
            assertThrows(IOException.class, () -> CardPublisher.sending(door(), old));
            CardPublisher.sending(door(), fresh).close();
        }
    }

    @Test
    @DisplayName("is the only one of its key")
    void isAlone() throws IOException {
        String key = push.newKey("gate-07");
        try (CardPublisher first = CardPublisher.sending(door(), key);
                Viewer viewer = new Viewer(push.address("gate-07"))) {
            IOException refused = assertThrows(IOException.class, () -> CardPublisher.sending(door(), key));
            assertTrue(refused.getMessage().startsWith("RTSP/1.0 403 "), refused::getMessage);
            int before = viewer.pictures();
            await().until(() -> viewer.pictures() > before + 10);
            assertEquals(List.of(), viewer.failures);
        }
    }

    @Test
    @DisplayName("may come again, in mid-film, and its readers are told")
    void comesAgain() throws IOException {
        String key = push.newKey("gate-07");
        CardPublisher.sending(door(), key).close();
        await().until(() -> stream().sending().isEmpty());
        try (CardPublisher again = CardPublisher.sending(door(), key);
                Viewer viewer = new Viewer(push.address("gate-07"))) {
            await().until(() -> viewer.pictures() > 10);
            again.close();
            await().until(() -> !viewer.failures.isEmpty());
        }
    }

    @Test
    @DisplayName("keeps its key over a restart, of which only the hash is on disk, for nobody else to read")
    void keepsItsKey() throws IOException {
        String key = push.newKey("gate-07");
        Path file = state.resolve("keys/push.properties");
        assertFalse(Files.readString(file).contains(key.substring(3)));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        push.close();
        push = push(Map.of());
        CardPublisher.sending(door(), key).close();
    }

    @Test
    @DisplayName("finds its key in no log, however wrongly it asks")
    void keepsItsKeySecret() throws IOException {
        String key = push.newKey("gate-07");
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            for (String request : List.of(
                    "ANNOUNCE rtsp://x/" + key + " HTTP/1.1\r\n\r\n",
                    "ANNOUNCE rtsp://x/" + key + " RTSP/1.0\r\nContent-Length: many " + key + "\r\n\r\n",
                    "ANNOUNCE rtsp://x/" + key + " RTSP/1.0\r\n" + key + "\r\n\r\n",
                    key)) {
                try (CardPublisher publisher = new CardPublisher(door())) {
                    publisher.send(request);
                    assertTrue(publisher.isHungUp());
                }
            }
            CardPublisher.sending(door(), key).close();
            try (CardPublisher publisher = new CardPublisher(door())) {
                publisher.announce(key + "-wrong", SDP);
            }
            await().until(() -> stream().sending().isEmpty());
        } finally {
            System.setErr(before);
        }
        String text = log.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("gate-07"), "nothing was logged: " + text);
        assertFalse(text.contains(key), text);
    }

    @Test
    @DisplayName("is told what is wrong with its description")
    void isToldWhatIsWrong() throws IOException {
        String key = push.newKey("gate-07");
        Map<String, String> wrong = Map.of(
                "hello",
                "no session description: hello",
                "v=0\r\nm=audio 0 RTP/AVP 0\r\n",
                "no video",
                SDP.replace("H264", "VP8"),
                "neither H264 nor H265",
                SDP.replace("a=control", "a=fmtp:96 x=\"a\u0001b\"\r\na=control"),
                "an unusable parameter x",
                SDP.replace("90000", "8000"),
                "a clock of 8000 Hz");
        for (Map.Entry<String, String> one : wrong.entrySet()) {
            try (CardPublisher publisher = new CardPublisher(door())) {
                String answer = publisher.announce(key, one.getKey());
                assertTrue(answer.startsWith("RTSP/1.0 415 ") && answer.contains(one.getValue()), answer);
            }
        }
    }

    @Test
    @DisplayName("cannot make us keep what it sends without end")
    void isBounded() throws IOException {
        push.newKey("gate-07");
        for (String endless : List.of("ANNOUNCE rtsp://x/", "ANNOUNCE rtsp://x/y RTSP/1.0\r\nX: ")) {
            try (CardPublisher publisher = new CardPublisher(door())) {
                publisher.send(endless + "a".repeat(40_000));
                assertTrue(publisher.isHungUp());
            }
        }
        try (CardPublisher publisher = new CardPublisher(door())) {
            publisher.send(
                    "ANNOUNCE rtsp://x/y RTSP/1.0\r\nCSeq: 1\r\nContent-Length: 200000\r\n\r\n" + "v".repeat(20_000));
            assertTrue(publisher.isHungUp());
        }
    }

    @Test
    @DisplayName("finds the door shut when too many stand in it")
    void isCounted() throws IOException {
        push.close();
        push = push(Map.of("mostConnectionsPerAddress", 2));
        String key = push.newKey("gate-07");
        try (CardPublisher one = CardPublisher.sending(door(), key);
                CardPublisher two = new CardPublisher(door())) {
            two.ask("OPTIONS", "*", "", "");
            try (CardPublisher three = new CardPublisher(door())) {
                assertTrue(three.isHungUp());
            }
            two.close();
            await().until(() -> {
                try (CardPublisher four = new CardPublisher(door())) {
                    return four.ask("OPTIONS", "*", "", "").startsWith("RTSP/1.0 200 ");
                } catch (IOException e) {
                    return false;
                }
            });
        }
    }

    @Test
    @DisplayName("is recognised by its driver while it sends, and by no address but its own")
    void isRecognised() throws Exception {
        PushDriver driver = new PushDriver(push);
        Endpoint endpoint = new Endpoint(push.address("gate-07"));
        String key = push.newKey("gate-07");
        CameraException away = assertThrows(CameraException.class, () -> driver.open(endpoint, Credentials.NONE));
        assertEquals(CameraException.Kind.UNREACHABLE, away.kind());
        assertInstanceOf(ProbeResult.Unreachable.class, driver.probe(endpoint));
        try (CardPublisher publisher = CardPublisher.sending(door(), key)) {
            assertInstanceOf(ProbeResult.Recognised.class, driver.probe(endpoint));
            assertEquals(
                    640,
                    driver.open(endpoint, Credentials.NONE)
                            .channels()
                            .get(0)
                            .profiles()
                            .get(0)
                            .width());
            assertInstanceOf(ProbeResult.NotMine.class, driver.probe(Endpoint.parse("rtsp://192.0.2.1:8601/gate-07")));
            assertInstanceOf(
                    ProbeResult.NotMine.class,
                    driver.probe(new Endpoint(push.address("gate-07").resolve("/a/b"))));
        }
    }
}
