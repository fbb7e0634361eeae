package id.pantau.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Reason;
import id.pantau.rtsp.client.RtspFailure;
import id.pantau.service.MediaAnswer;
import id.pantau.service.MediaRequest;
import id.pantau.service.MediaResource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A camera that sends single pictures")
class SinglePicturesTest {
    private static final String GATE = "gate";
    private static final String SOURCE = City.sub(GATE);

    private City city;

    @BeforeEach
    void aCamera(@TempDir Path folder) {
        city = new City(folder);
        city.register(GATE, "acme");
        city.install("acme", new FakeDriver("/v1/"));
        city.pulls.still(SOURCE);
        city.open().run(Duration.ofSeconds(10));
    }

    @Test
    @DisplayName("is live by them, shows the newest one to whoever asks, and has no playlists")
    void isLive() {
        assertEquals("live", city.status(GATE));
        assertTrue(city.hub.sendsPictures(GATE));
        Optional<MediaResource> first = city.hub.media(GATE, "snapshot.jpg", "somebody");
        city.run(Duration.ofSeconds(1));
        try (MediaResource before = first.orElseThrow();
                MediaResource now = ((MediaAnswer.Found) ask("snapshot.jpg")).resource()) {
            assertEquals("image/jpeg", now.contentType());
            assertFalse(now.etag().equals(before.etag()));
            assertEquals(city.hub.stats(GATE).lastFrameAt(), now.modified());
        }
        assertTrue(ask("index.m3u8") instanceof MediaAnswer.Missing);
        assertEquals(1, city.hub.stats(GATE).viewers());
    }

    @Test
    @DisplayName("goes dark when they stop, and keeps the last one with its time")
    void goesDark() {
        city.pulls.fail(SOURCE, RtspFailure.Kind.UNREACHABLE);
        city.run(Duration.ofSeconds(20));
        assertEquals(Optional.of(Reason.UNREACHABLE), city.reason(GATE));
        assertTrue(ask("snapshot.jpg") instanceof MediaAnswer.Found);
        assertTrue(city.hub.sendsPictures(GATE));
    }

    @Test
    @DisplayName("and then video is a camera of video: no old picture is left")
    void becomesVideo() {
        city.pulls.move(SOURCE);
        city.pulls.playing(SOURCE).orElseThrow().end(RtspFailure.Kind.ENDED);
        city.run(Duration.ofSeconds(10));
        assertFalse(city.hub.sendsPictures(GATE));
        assertTrue(ask("snapshot.jpg") instanceof MediaAnswer.Missing);
        assertTrue(ask("index.m3u8") instanceof MediaAnswer.Found);
    }

    private MediaAnswer ask(String name) {
        return city.hub.ask(new MediaRequest(GATE, name, OptionalLong.empty(), OptionalInt.empty(), false, "somebody"));
    }
}
