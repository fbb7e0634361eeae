package id.pantau.vendor.push;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.tck.vendor.Configurations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@DisplayName("A source that comes to us by RTMP")
class RtmpPushTest {
    @TempDir
    Path state;

    private Push push;
    private String key;

    @BeforeEach
    void start() throws IOException {
        Map<String, Integer> ports =
                Map.of("rtspPort", 0, "rtmpPort", PushTest.freePort(), "readerPort", PushTest.freePort());
        push = new Push(Configurations.of(PushConfiguration.class, ports), state, (name, address) -> {});
        key = push.newKey("gate-07");
    }

    @AfterEach
    void stop() {
        push.close();
    }

    private InetSocketAddress door() {
        return push.entrance(Publication.Protocol.RTMP).orElseThrow();
    }

    private boolean isSending() {
        return push.streams().stream().anyMatch(stream -> stream.sending().isPresent());
    }

    @Test
    @DisplayName("leaves the port for RTSP shut that is not wanted")
    void leavesPortShut() {
        assertTrue(push.entrance(Publication.Protocol.RTSP).isEmpty());
    }

    @Test
    @DisplayName("gets one and the same answer for a wrong key, a name, none and a revoked key")
    void learnsNothing() throws IOException {
        String revoked = push.newKey("gate-08");
        push.revoke("gate-08");
        Set<List<Object>> answers = new HashSet<>();
        for (String name : List.of(key + "0", "gate-07", "", revoked)) {
            try (RtmpSender sender = new RtmpSender(door())) {
                List<Object> answer = sender.publish(name);
                answers.add(List.of(answer.get(0), answer.get(1), answer.get(3)));
                assertTrue(sender.isHungUp());
            }
        }
        assertEquals(1, answers.size(), answers::toString);
        assertTrue(answers.toString().contains("NetStream.Publish.BadName"), answers::toString);
    }

    @Test
    @DisplayName("publishes under its key, whatever parameters follow it, and is the only one")
    void publishes() throws IOException {
        try (RtmpSender sender = new RtmpSender(door());
                RtmpSender second = new RtmpSender(door())) {
            assertTrue(sender.publish(key + "?token=1").toString().contains("NetStream.Publish.Start"));
            assertTrue(isSending());
            assertTrue(second.publish(key).toString().contains("NetStream.Publish.BadName"));
            sender.command("deleteStream", 4.0, Amf0.NOTHING, 1.0);
            await().until(() -> !isSending());
        }
    }

    @Test
    @DisplayName("is cut off when its key is revoked")
    void isCutOff() throws IOException {
        try (RtmpSender sender = new RtmpSender(door())) {
            sender.publish(key);
            push.revoke("gate-07");
            assertTrue(sender.isHungUp());
        }
    }

    @Test
    @DisplayName("is cut off when it sends what cannot be shown, and the log says what it was and no key")
    void isCutOffForOtherCodecs() throws IOException {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try (RtmpSender sender = new RtmpSender(door())) {
            sender.publish(key);
            sender.video(0, new byte[] {0x12, 0, 0, 0, 0});
            assertTrue(sender.isHungUp());
        } finally {
            System.setErr(before);
        }
        String text = log.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("gate-07") && text.contains("FLV's codec 2"), text);
        assertFalse(text.contains(key), text);
    }

    @Test
    @DisplayName("is cut off when it sends more than a command before it has shown a key, or no RTMP at all")
    void isBounded() throws IOException {
        try (RtmpSender sender = new RtmpSender(door())) {
            sender.message(20, 0, new byte[20_000]);
            assertTrue(sender.isHungUp());
        }
        try (RtmpSender sender = new RtmpSender(door())) {
            byte[] deep = new byte[3 * 200];
            Arrays.fill(deep, (byte) 3);
            sender.message(20, 0, deep);
            assertTrue(sender.isHungUp());
        }
        try (CardPublisher other = new CardPublisher(door())) {
            other.send("GET / HTTP/1.1\r\n" + "a".repeat(1600));
            assertTrue(other.isHungUp());
        }
    }
}
