package id.pantau.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An allowance")
final class AllowanceTest {
    private Instant now = City.NOON;
    private final Clock clock = new Clock() {
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
    };
    private final Allowance allowance = new Allowance(clock);

    private int taken(String who, int perMinute) {
        int taken = 0;
        while (allowance.take(who, perMinute).isEmpty()) {
            taken++;
        }
        return taken;
    }

    @Test
    @DisplayName("is a minute's worth at once, then comes back evenly, and names the wait")
    void rate() {
        assertEquals(60, taken("a", 60));
        assertEquals(Optional.of(Duration.ofSeconds(1)), allowance.take("a", 60));
        now = now.plusSeconds(10);
        assertEquals(10, taken("a", 60));
        now = now.plus(Duration.ofDays(1));
        assertEquals(60, taken("a", 60), "no more is saved up than a minute's worth");
    }

    @Test
    @DisplayName("is each one's own")
    void each() {
        assertEquals(5, taken("a", 5));
        assertEquals(5, taken("b", 5));
    }

    @Test
    @DisplayName("costs nothing to look at")
    void look() {
        assertFalse(allowance.knows("a"));
        assertEquals(Optional.empty(), allowance.wait("a", 1));
        assertFalse(allowance.knows("a"));
        assertEquals(1, taken("a", 1));
        assertTrue(allowance.knows("a"));
        assertEquals(Optional.of(Duration.ofMinutes(1)), allowance.wait("a", 1));
    }

    @Test
    @DisplayName("is forgotten beyond ten thousand others")
    void bounded() {
        allowance.take("first", 10);
        for (int i = 0; i < Allowance.MAXIMUM; i++) {
            allowance.take("other-" + i, 10);
        }
        assertFalse(allowance.knows("first"));
        assertTrue(allowance.knows("other-0"));
    }
}
