package id.pantau.vendor.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.vendor.push.Publication.Protocol;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Of those who send")
class PublicationsTest {
    private static final InetAddress FROM = InetAddress.getLoopbackAddress();

    @TempDir
    Path state;

    private final List<String> hungUp = new CopyOnWriteArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<Long> delays = new CopyOnWriteArrayList<>();
    private final Deque<Runnable> later = new ArrayDeque<>();
    private final AtomicLong clock = new AtomicLong();
    private Publications publications;
    private String key;

    @BeforeEach
    void start() throws IOException {
        Keys keys = new Keys(new KeyFile(state));
        key = keys.make("gate-07");
        publications = new Publications(keys, new Attempts(clock::get), told::add, (delay, task) -> {
            delays.add(delay.toSeconds());
            later.add(task);
        });
    }

    @Test
    @DisplayName("a second one waits for the first to have been silent for ten seconds, and takes over then")
    void takesOver() {
        Publication first = publications
                .begin(key, Protocol.RTSP, FROM, 0, () -> hungUp.add("first"))
                .orElseThrow();
        publications.described(first, new Video(Video.Codec.H264, 96, Map.of()));
        long last = Duration.ofSeconds(3).toNanos();
        first.rtp(ByteBuffer.allocate(20).put((byte) 0x80).put((byte) 96).rewind(), last);
        long early = last + Duration.ofMillis(9_999).toNanos();
        assertTrue(publications
                .begin(key, Protocol.RTMP, FROM, early, () -> hungUp.add("second"))
                .isEmpty());
        assertEquals(List.of(), hungUp);
        Publication second = publications
                .begin(
                        key,
                        Protocol.RTMP,
                        FROM,
                        last + Publications.TAKEN_OVER_AFTER.toNanos(),
                        () -> hungUp.add("second"))
                .orElseThrow();
        assertEquals(List.of("first"), hungUp);
        publications.end(first, "its connection closes after that");
        assertEquals(second, publications.find("gate-07").orElseThrow());
        assertEquals(List.of("first"), hungUp);
    }

    @Test
    @DisplayName("the platform is told until somebody reads, more and more rarely")
    void areAnnounced() {
        Publication publication =
                publications.begin(key, Protocol.RTSP, FROM, 0, () -> {}).orElseThrow();
        assertEquals(List.of(), told);
        publications.described(publication, new Video(Video.Codec.H264, 96, Map.of()));
        publications.described(publication, new Video(Video.Codec.H264, 96, Map.of()));
        for (int i = 0; i < 7; i++) {
            later.remove().run();
        }
        assertEquals(8, told.size());
        assertEquals(List.of(1L, 2L, 4L, 8L, 16L, 32L, 32L, 32L), delays);
        publications.end("gate-07", "enough");
        later.remove().run();
        assertEquals(8, told.size());
        assertTrue(later.isEmpty());
    }

    @Test
    @DisplayName("who shows wrong keys is forgiven one every three seconds, and others are not held to account")
    void forgives() throws IOException {
        for (int i = 0; i < Attempts.MOST; i++) {
            assertTrue(publications.admit("wrong", FROM).isEmpty());
        }
        assertTrue(publications.admit(key, FROM).isEmpty());
        assertTrue(publications.admit(key, InetAddress.getByName("192.0.2.1")).isPresent());
        clock.addAndGet(Attempts.FORGIVEN_NANOS);
        assertTrue(publications.admit(key, FROM).isPresent());
        assertTrue(publications.admit("wrong", FROM).isEmpty());
        assertTrue(publications.admit(key, FROM).isEmpty());
    }

    @Test
    @DisplayName("so many are remembered for wrong keys and no more, an IPv6 network as one")
    void isBounded() throws IOException {
        Attempts attempts = new Attempts(clock::get);
        for (int i = 0; i < 5_000; i++) {
            attempts.wrong(InetAddress.getByAddress(new byte[] {10, 0, (byte) (i >> 8), (byte) i}));
        }
        assertEquals(4096, attempts.sources());
        for (int i = 0; i < Attempts.MOST; i++) {
            attempts.wrong(InetAddress.getByName("2001:db8::" + i));
        }
        assertFalse(attempts.mayTry(InetAddress.getByName("2001:db8::ffff")));
        assertTrue(attempts.mayTry(InetAddress.getByName("2001:db8:0:1::1")));
    }
}
