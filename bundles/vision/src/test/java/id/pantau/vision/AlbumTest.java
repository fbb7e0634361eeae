package id.pantau.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.service.Snapshot;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The album")
class AlbumTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final Album album = new Album(100, new TestDesk()::inspection);

    @BeforeEach
    void cameras() {
        album.add("a");
        album.add("b");
        album.add("c");
    }

    private Subject subject(String camera) {
        return album.subjects().stream()
                .filter(s -> s.camera().equals(camera))
                .findFirst()
                .orElseThrow();
    }

    private void put(String camera, int bytes, Instant taken) {
        album.put(subject(camera), new Snapshot(ByteBuffer.allocate(bytes), taken));
    }

    private boolean shows(String camera) {
        return album.newest(camera, NOON).isPresent();
    }

    @Test
    @DisplayName("shows a picture for a minute")
    void current() {
        put("a", 10, NOON.minusSeconds(59));
        put("b", 10, NOON.minusSeconds(60));
        assertTrue(shows("a"));
        assertFalse(shows("b"));
        assertFalse(shows("c"));
        assertFalse(shows("unknown"));
    }

    @Test
    @DisplayName("keeps nothing of a camera that is gone, not even a picture that comes late")
    void gone() {
        put("a", 10, NOON);
        Subject late = subject("b");
        album.retain(Set.of("c"));
        album.put(late, new Snapshot(ByteBuffer.allocate(10), NOON));
        album.add("a");
        album.add("b");
        assertFalse(shows("a"));
        assertFalse(shows("b"));
        assertEquals(Optional.empty(), late.newest());
    }

    @Test
    @DisplayName("lets go of the oldest pictures when it is full")
    void full() {
        put("a", 40, NOON.minusSeconds(2));
        put("b", 40, NOON.minusSeconds(3));
        put("c", 40, NOON.minusSeconds(4));
        assertTrue(shows("a"));
        assertFalse(shows("b"));
        assertTrue(shows("c"));
        put("b", 101, NOON);
        assertFalse(shows("b"));
        put("b", 100, NOON);
        assertTrue(shows("b"));
    }
}
