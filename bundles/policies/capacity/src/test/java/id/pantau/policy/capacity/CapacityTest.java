package id.pantau.policy.capacity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import id.pantau.model.Scene;
import id.pantau.spi.policy.Decision;
import id.pantau.spi.policy.PublicationRequest;
import id.pantau.spi.policy.PublicationRequest.Agreement;
import id.pantau.spi.policy.PublicationRequest.Load;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The capacity policy")
final class CapacityTest {
    private static final Decision NOTHING = new Decision.Abstain();

    @Test
    @DisplayName("has nothing to say while one viewer of every camera fits, to the last bit")
    void fits() {
        assertEquals(NOTHING, decide(1, false, load(8_000_000, 7_000_000, 1_000_000)));
        assertEquals(
                Decision.Deny.class,
                decide(1, false, load(8_000_000, 7_000_000, 1_000_001)).getClass());
    }

    @Test
    @DisplayName("denies a camera beyond that, with the figures, as the city's own rule")
    void denies() {
        Decision.Deny denial =
                assertInstanceOf(Decision.Deny.class, decide(1, false, load(8_000_000, 7_500_000, 1_100_000)));
        assertEquals(
                "Beyond capacity: the public has 8.0 of 10.0 Mb/s; 12 public cameras with 1 viewer each need 7.5 Mb/s,"
                        + " and this camera 1.1 Mb/s more.",
                denial.reason().en());
        assertEquals(
                "Melebihi kapasitas: jatah publik 8,0 dari 10,0 Mb/s; 12 kamera publik dengan 1 penonton"
                        + " masing-masing memerlukan 7,5 Mb/s, dan kamera ini 1,1 Mb/s lagi.",
                denial.reason().id());
        assertEquals("", denial.article());
    }

    @Test
    @DisplayName("counts as many viewers of each camera as configured")
    void viewersPerCamera() {
        Load load = load(8_000_000, 3_000_000, 1_000_000);
        assertEquals(NOTHING, decide(2, false, load));
        Decision.Deny denial = assertInstanceOf(Decision.Deny.class, decide(3, false, load));
        assertEquals(
                "Beyond capacity: the public has 8.0 of 10.0 Mb/s; 12 public cameras with 3 viewers each need 9.0 Mb/s,"
                        + " and this camera 3.0 Mb/s more.",
                denial.reason().en());
    }

    @Test
    @DisplayName("never withdraws a camera that is public, however much is asked of the uplink")
    void keepsWhatIsPublic() {
        assertEquals(NOTHING, decide(1, true, load(8_000_000, 50_000_000, 5_000_000)));
    }

    @Test
    @DisplayName("does not look at how many watch now: a peak of viewers refuses no publication")
    void ignoresPeaks() {
        Load full = new Load(10_000_000, 8_000_000, 8_000_000, 1, 1_000_000, 1_000_000);
        assertEquals(NOTHING, decide(1, false, full));
    }

    @Test
    @DisplayName("has nothing to say about an uplink that nobody configured")
    void unlimited() {
        assertEquals(NOTHING, decide(1, false, Load.UNLIMITED));
    }

    private static Load load(long share, long promised, long expected) {
        return new Load(10_000_000, share, 0, 12, promised, expected);
    }

    private static Decision decide(int viewers, boolean running, Load load) {
        return new Capacity(viewers)
                .decide(PublicationRequest.of(
                        "a1b2c3d4e5f6", Scene.STREET, new Agreement("hotel-anu", true), Instant.EPOCH, running, load));
    }
}
