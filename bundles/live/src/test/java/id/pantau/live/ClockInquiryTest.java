package id.pantau.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.model.Reason;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.Facet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A camera whose driver reads its clock")
class ClockInquiryTest {
    private static final String GATE = "gate";

    private City city;
    private FakeDriver driver = new FakeDriver("/v1/");
    private Duration off = Duration.ZERO;
    private boolean refuses;
    private int reads;

    @BeforeEach
    void play(@TempDir Path folder) {
        city = new City(folder);
        city.register(GATE, "acme");
    }

    private void install() {
        driver = new FakeDriver("/v1/") {
            @Override
            public CameraSession open(Endpoint endpoint, Credentials credentials)
                    throws CameraException, InterruptedException {
                if (refuses && opens.incrementAndGet() > 0) {
                    throw new CameraException(CameraException.Kind.UNAUTHORIZED, "401");
                }
                return super.open(endpoint, credentials);
            }

            @Override
            <F extends Facet> Optional<F> ability(Class<F> type) {
                return type == Facet.Clock.class
                        ? Optional.of(type.cast((Facet.Clock) () -> {
                            reads++;
                            return city.loop.now().plus(off);
                        }))
                        : Optional.empty();
            }
        };
        city.install("acme", driver);
        city.open();
    }

    @Test
    @DisplayName("is asked soon after it connected and then hourly, and more often while it is wrong")
    void asks() {
        off = Duration.ofDays(3);
        install();
        city.run(Duration.ofSeconds(25));
        assertEquals(Optional.of(Reason.CLOCK_WRONG), city.reason(GATE));
        assertEquals(
                "the camera's clock is 3 days fast",
                city.hub.state(GATE).orElseThrow().detail());

        off = Duration.ZERO;
        city.run(Duration.ofMinutes(6));
        assertEquals("live", city.status(GATE));
        int before = reads;
        city.run(Duration.ofHours(2));
        assertEquals(before + 2, reads);
    }

    @Test
    @DisplayName("is not asked while its packets say what its clock shows")
    void packetsFirst() {
        city.pulls.telling = true;
        install();
        city.run(Duration.ofHours(1));
        assertEquals(0, reads);
    }

    @Test
    @DisplayName("is asked once with a login that it refuses, and plays on")
    void refused() {
        install();
        city.run(Duration.ofSeconds(5));
        refuses = true;
        city.run(Duration.ofHours(2));
        assertEquals(0, reads);
        assertEquals(2, driver.opens.get());
        assertEquals("live", city.status(GATE));
        assertEquals(1, city.pulls.opened().size());
    }
}
