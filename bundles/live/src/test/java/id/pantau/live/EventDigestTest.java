package id.pantau.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.spi.vendor.DeviceEvent;
import id.pantau.spi.vendor.DeviceEvent.Kind;
import id.pantau.spi.vendor.DeviceEvent.State;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is news of a camera's events")
class EventDigestTest {
    private final EventDigest digest = new EventDigest();
    private long now = TimeUnit.DAYS.toNanos(1);

    private boolean isNews(Kind kind, State state, String source) {
        now += TimeUnit.SECONDS.toNanos(10);
        return digest.isNews(new DeviceEvent(kind, "1", state, Instant.EPOCH, source, ""), now);
    }

    @Test
    @DisplayName("is that something begins and that it ends, once each, and nothing that never began")
    void beginsAndEnds() {
        assertFalse(isNews(Kind.MOTION, State.ENDED, ""));
        assertTrue(isNews(Kind.MOTION, State.BEGUN, ""));
        assertFalse(isNews(Kind.MOTION, State.BEGUN, ""));
        assertTrue(isNews(Kind.MOTION, State.ENDED, ""));
        assertFalse(isNews(Kind.MOTION, State.ENDED, ""));
        assertTrue(isNews(Kind.MOTION, State.BEGUN, ""));
    }

    @Test
    @DisplayName("is told apart by kind and source")
    void sources() {
        assertTrue(isNews(Kind.ALARM_INPUT, State.BEGUN, "1"));
        assertTrue(isNews(Kind.ALARM_INPUT, State.BEGUN, "2"));
        assertTrue(isNews(Kind.TAMPERED, State.BEGUN, "1"));
        assertFalse(isNews(Kind.ALARM_INPUT, State.BEGUN, "1"));
    }

    @Test
    @DisplayName("is each moment, but not twice within a second")
    void moments() {
        assertTrue(isNews(Kind.LINE_CROSSED, State.MOMENT, "gate"));
        assertTrue(isNews(Kind.LINE_CROSSED, State.MOMENT, "gate"));
        DeviceEvent again = new DeviceEvent(Kind.LINE_CROSSED, "1", State.MOMENT, Instant.EPOCH, "gate", "");
        assertFalse(digest.isNews(again, now + TimeUnit.MILLISECONDS.toNanos(900)));
    }

    @Test
    @DisplayName("is at most twenty at once and two a second after that; what was left out is told when it comes again")
    void rate() {
        long passed = 0;
        for (int i = 0; i < 1000; i++) {
            now += TimeUnit.MILLISECONDS.toNanos(10);
            if (digest.isNews(
                    new DeviceEvent(Kind.OTHER, "1", State.MOMENT, Instant.EPOCH, String.valueOf(i), ""), now)) {
                passed++;
            }
        }
        assertEquals(39, passed);
        DeviceEvent begun = new DeviceEvent(Kind.MOTION, "1", State.BEGUN, Instant.EPOCH, "", "");
        assertFalse(digest.isNews(begun, now));
        assertTrue(digest.isNews(begun, now + TimeUnit.SECONDS.toNanos(1)));
    }
}
