package id.pantau.live;

import id.pantau.model.Camera;
import id.pantau.model.Credentials;
import id.pantau.spi.vendor.CameraException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a camera's clock read by its driver, where the camera's packets do not say what it shows: soon after it was connected,
 * and then hourly, or more often while it is wrong. A login that is refused is not tried again. Loop only.
 */
final class ClockInquiry {
    private static final Logger LOG = LoggerFactory.getLogger(ClockInquiry.class);

    /** Longer than cameras need for their first sender reports. */
    private static final Duration FIRST = Duration.ofSeconds(15);

    private static final Duration USUALLY = Duration.ofHours(1);

    /** However often the camera is connected: each reading is a login. */
    private static final Duration LEAST = Duration.ofMinutes(5);

    private final Surroundings around;
    private final Supplier<Camera> camera;
    private final DriverChoice choice;
    private long turn;
    private Loop.Timer timer = () -> {};
    private boolean asked;
    private long askedAt;
    private String refused = "";
    private boolean possible;

    ClockInquiry(Surroundings around, Supplier<Camera> camera, DriverChoice choice) {
        this.around = around;
        this.camera = camera;
        this.choice = choice;
    }

    /** Whether the driver can read this camera's clock. */
    void possible(boolean can) {
        possible = can;
    }

    /** The camera plays, and that is where the reading goes. */
    void begin(StreamChecks checks) {
        WrongClock clock = checks.clock();
        Duration wait = asked ? LEAST.minusNanos(around.loop().nanos() - askedAt) : FIRST;
        askAfter(wait.compareTo(FIRST) < 0 ? FIRST : wait, clock);
    }

    void cancel() {
        turn++;
        timer.cancel();
    }

    private void askAfter(Duration delay, WrongClock clock) {
        cancel();
        long mine = turn;
        timer = around.loop().after(delay, () -> {
            if (mine == turn) {
                ask(mine, clock);
            }
        });
    }

    private void ask(long mine, WrongClock clock) {
        Optional<DriverPort> driver = choice.driver().filter(port -> possible);
        if (driver.isEmpty() || clock.isReported(around.loop().nanos())) {
            askAfter(USUALLY, clock);
            return;
        }
        around.logins().read(camera.get().id(), reading -> {
            if (mine != turn) {
                return;
            }
            if (reading instanceof Logins.Reading.Found found
                    && !around.logins().mark(found.credentials()).equals(refused)) {
                ask(mine, driver.get(), found.credentials(), clock);
            } else {
                askAfter(USUALLY, clock);
            }
        });
    }

    private void ask(long mine, DriverPort driver, Credentials credentials, WrongClock clock) {
        asked = true;
        askedAt = around.loop().nanos();
        driver.call(Errand.visit(camera.get().endpoint()), new ClockQuestion(camera.get(), credentials), answer -> {
            Instant now = around.loop().now();
            around.loop().execute(() -> {
                if (mine == turn) {
                    answered(credentials, answer, now, clock);
                }
            });
        });
    }

    private void answered(Credentials credentials, Answer<Optional<Instant>> answer, Instant now, WrongClock clock) {
        if (answer instanceof Answer.Given<Optional<Instant>> given) {
            given.value().ifPresent(shown -> clock.read(shown, now));
        } else if (answer instanceof Answer.Failed<Optional<Instant>> failed
                && failed.kind() == CameraException.Kind.UNAUTHORIZED) {
            refused = around.logins().mark(credentials);
            LOG.warn(
                    "Camera {} refuses the login for its clock; its pictures go on",
                    camera.get().id());
        }
        askAfter(clock.isReadWrong() ? LEAST : USUALLY, clock);
    }
}
