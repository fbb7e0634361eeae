package id.pantau.vision;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A camera is due")
class SubjectTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final VisionSettings SETTINGS = new VisionSettings(
            Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(30), 30, 4, 256, Duration.ofSeconds(5));

    private final Subject subject = new Subject("c", new TestDesk().inspection("c"));

    private boolean due(long second) {
        return subject.isDue(second * SECOND, SETTINGS);
    }

    private boolean wantsFile(long second) {
        return subject.wantsFile(second * SECOND, SETTINGS);
    }

    @Test
    @DisplayName("at once, then every 2 s")
    void rate() {
        assertTrue(due(-100));
        subject.trying(-100 * SECOND);
        assertFalse(due(-99));
        assertTrue(due(-98));
    }

    @Test
    @DisplayName("in step with key pictures that come as often as it is looked at, whenever the first look was")
    void step() {
        long gop = 2 * SECOND;
        long tick = TimeUnit.MILLISECONDS.toNanos(50);
        long key = -1;
        for (long now = gop - tick; now < 30 * SECOND; now += tick) {
            if (!subject.isDue(now, SETTINGS)) {
                continue;
            }
            if (now / gop == key) {
                subject.nothingNew(now);
                continue;
            }
            key = now / gop;
            subject.trying(now);
        }
        assertTrue(key >= 14);
        long last = 15 * gop;
        assertTrue(subject.isDue(last + TimeUnit.MILLISECONDS.toNanos(250), SETTINGS), "the newest key picture waits");
    }

    @Test
    @DisplayName("for a file at once, then every 30 s, and every 10 s within a minute after somebody asked")
    void files() {
        assertTrue(wantsFile(-100));
        subject.filed(-100 * SECOND);
        assertFalse(wantsFile(-71));
        assertTrue(wantsFile(-70));
        subject.ask(-95 * SECOND);
        assertFalse(wantsFile(-91));
        assertTrue(wantsFile(-90));
        subject.filed(-90 * SECOND);
        assertTrue(wantsFile(-36));
        subject.filed(-36 * SECOND);
        assertFalse(wantsFile(-25));
    }

    @Test
    @DisplayName("a moment later when there was nothing new")
    void nothingNew() {
        subject.nothingNew(0);
        assertFalse(due(0));
        assertTrue(due(1));
    }

    @Test
    @DisplayName("less and less often when workers are lost over its pictures, but for the first time")
    void harmful() {
        subject.trying(0);
        subject.harmful(0);
        assertTrue(due(30));
        subject.trying(30 * SECOND);
        subject.harmful(30 * SECOND);
        subject.trying(60 * SECOND);
        subject.harmful(60 * SECOND);
        subject.trying(90 * SECOND);
        subject.harmful(90 * SECOND);
        assertFalse(due(149));
        assertTrue(due(150));
        subject.trying(150 * SECOND);
        subject.harmless();
        assertTrue(due(180));
    }
}
