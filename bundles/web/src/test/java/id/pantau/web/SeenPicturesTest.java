package id.pantau.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.service.Publications;
import id.pantau.service.Snapshot;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Pictures that staff were shown")
final class SeenPicturesTest {
    private Instant now = City.NOON;
    private final SeenPictures seen = new SeenPictures(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    private static Snapshot picture(int bytes, Instant takenAt) {
        return new Snapshot(ByteBuffer.allocate(bytes), takenAt);
    }

    @Test
    @DisplayName("are kept by camera and moment for as long as one may decide on them")
    void forgets() {
        Snapshot picture = picture(1, now);
        seen.add("a", picture);
        seen.add("a", picture(1, now.plusSeconds(1)));
        now = now.plus(Publications.CURRENT);
        assertEquals(Optional.of(picture), seen.find("a", City.NOON));
        assertEquals(Optional.empty(), seen.find("b", City.NOON));
        now = now.plusMillis(1);
        assertEquals(Optional.empty(), seen.find("a", City.NOON));
    }

    @Test
    @DisplayName("never take more memory than they may; what was shown last is kept")
    void bounded() {
        int third = (int) SeenPictures.MAXIMUM_BYTES / 3;
        for (int i = 0; i < 5; i++) {
            seen.add("a", picture(third, now.plusMillis(i)));
            seen.add("a", picture(third, now.plusMillis(i)));
        }
        assertEquals(Optional.empty(), seen.find("a", now.plusMillis(1)));
        assertTrue(seen.find("a", now.plusMillis(2)).isPresent());
        assertTrue(seen.find("a", now.plusMillis(4)).isPresent());
    }
}
