package id.pantau.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The sound of a camera")
class SoundTest {
    private City city;

    @BeforeEach
    void twoCameras(@TempDir Path folder) {
        city = new City(folder);
        city.register("gate", "acme");
        city.register(City.HEARD, "acme");
        city.install("acme", new FakeDriver("/v1/"));
    }

    @Test
    @DisplayName("is asked for only where it is configured")
    void isAskedFor() {
        city.open().run(Duration.ofSeconds(5));
        assertFalse(city.pulls.playing(City.sub("gate")).orElseThrow().audio);
        assertTrue(city.pulls.playing(City.sub(City.HEARD)).orElseThrow().audio);
    }

    @Test
    @DisplayName("alone makes no camera live")
    void provesNothing() {
        city.pulls.mute(City.sub(City.HEARD));
        city.open();
        for (int i = 0; i < 10; i++) {
            city.run(Duration.ofSeconds(1));
            city.pulls.playing(City.sub(City.HEARD)).ifPresent(FakePulls.FakePull::sound);
        }
        assertEquals("offline", city.status(City.HEARD));
    }

    @Test
    @DisplayName("is configured by cameras' ids, each once")
    void isConfigured() {
        LiveCheck check = new LiveCheck();
        assertTrue(
                check.problem(Map.of("audioCameras", List.of("abcdefghij12"))).isEmpty());
        assertTrue(check.problem(Map.of("audioCameras", List.of("GATE-07"))).isPresent());
        assertTrue(check.problem(Map.of("audioCameras", List.of("abcdefghij12", "abcdefghij12")))
                .isPresent());
    }
}
