package id.pantau.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.rtsp.client.RtspFailure;
import id.pantau.service.MediaAnswer;
import id.pantau.service.MediaRequest;
import id.pantau.service.MediaResource;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A camera's main stream")
class MainStreamTest {
    private static final String GATE = "gate";
    private static final String SUB = City.sub(GATE);
    private static final String MAIN = "rtsp://gate.example/v1/main";
    private static final Duration LINGER = City.LINGER;

    private City city;

    @BeforeEach
    void aLiveCamera(@TempDir Path folder) {
        city = new City(folder);
        city.register(GATE, "acme");
        city.install("acme", new FakeDriver("/v1/"));
        city.open().run(Duration.ofSeconds(15));
        assertEquals("live", city.status(GATE));
    }

    private MediaAnswer ask(String name) {
        MediaAnswer answer = city.hub.ask(
                new MediaRequest(GATE, name, OptionalLong.empty(), OptionalInt.empty(), false, "somebody"));
        city.loop.settle();
        return answer;
    }

    /** Asks as a player does, every second. */
    private void watch(Duration time) {
        for (int second = 0; second < time.toSeconds(); second++) {
            ask("main/video.m3u8");
            city.run(Duration.ofSeconds(1));
        }
    }

    private String text(String name) {
        MediaAnswer answer = ask(name);
        try (MediaResource resource =
                assertInstanceOf(MediaAnswer.Found.class, answer).resource()) {
            StringBuilder text = new StringBuilder();
            for (ByteBuffer buffer : resource.body()) {
                text.append(StandardCharsets.UTF_8.decode(buffer));
            }
            return text.toString();
        }
    }

    @Test
    @DisplayName("is not pulled while nobody asks for it")
    void sleeps() {
        city.run(Duration.ofMinutes(5));
        assertEquals(0, city.pulls.opened(MAIN).size());
        assertEquals(1, city.pulls.opened(SUB).size());
    }

    @Test
    @DisplayName("is pulled once somebody asks, who waits for it instead of being told that there is none")
    void wakes() {
        assertInstanceOf(MediaAnswer.Later.class, ask("main/index.m3u8"));
        watch(Duration.ofSeconds(10));
        assertEquals(1, city.pulls.opened(MAIN).size());
        assertTrue(text("main/index.m3u8").contains("video.m3u8"));
        assertTrue(text("main/video.m3u8").contains("#EXTINF"));
        assertEquals(1, city.pulls.opened(SUB).size(), "the first stream was disturbed");
    }

    @Test
    @DisplayName("is let go, with its memory, when nobody has asked for a while, and comes back numbered on")
    void sleepsAgain() {
        watch(Duration.ofSeconds(10));
        long held = city.hub.stats(GATE).bufferBytes();
        long sequence = sequence();
        city.run(LINGER.plusSeconds(2));
        assertEquals(Optional.empty(), city.pulls.playing(MAIN));
        assertTrue(city.hub.stats(GATE).bufferBytes() < held, "its pictures are still held");

        watch(Duration.ofSeconds(10));
        assertEquals(2, city.pulls.opened(MAIN).size());
        assertTrue(sequence() > sequence, "its numbering went back");
    }

    private long sequence() {
        return text("main/video.m3u8")
                .lines()
                .filter(line -> line.startsWith("#EXT-X-MEDIA-SEQUENCE:"))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("that fails is tried again with growing pauses, and the camera stays live")
    void fails() {
        city.pulls.fail(MAIN, RtspFailure.Kind.UNREACHABLE);
        watch(Duration.ofSeconds(60));
        int attempts = city.pulls.opened(MAIN).size();
        assertTrue(attempts > 3 && attempts < 120, attempts + " attempts");
        assertEquals("live", city.status(GATE));
        assertEquals(1, city.pulls.opened(SUB).size());

        city.pulls.mend(MAIN);
        watch(Duration.ofSeconds(20));
        assertTrue(city.pulls.playing(MAIN).isPresent());
    }

    @Test
    @DisplayName("that refuses the login is tried once, and the camera stays live")
    void refusesTheLogin() {
        city.pulls.fail(MAIN, RtspFailure.Kind.UNAUTHORIZED);
        watch(Duration.ofMinutes(2));
        assertEquals(1, city.pulls.opened(MAIN).size());
        assertEquals("live", city.status(GATE));
        assertInstanceOf(MediaAnswer.Missing.class, ask("main/index.m3u8"));
    }

    @Test
    @DisplayName("ends with the camera's login: a camera that is locked out is left alone altogether")
    void lockedOut() {
        watch(Duration.ofSeconds(10));
        city.pulls.fail(SUB, RtspFailure.Kind.UNAUTHORIZED);
        watch(Duration.ofMinutes(1));
        assertEquals(Optional.empty(), city.pulls.playing(MAIN));
        assertEquals(1, city.pulls.opened(MAIN).size());
    }

    @Test
    @DisplayName("that falls silent is pulled anew, behind a DISCONTINUITY")
    void fallsSilent() {
        watch(Duration.ofSeconds(10));
        city.pulls.mute(MAIN);
        watch(Duration.ofSeconds(10));
        city.pulls.mend(MAIN);
        watch(Duration.ofSeconds(10));
        assertTrue(city.pulls.opened(MAIN).size() > 1);
        assertTrue(text("main/video.m3u8").contains("#EXT-X-DISCONTINUITY\n"));
        assertEquals("live", city.status(GATE));
    }
}
