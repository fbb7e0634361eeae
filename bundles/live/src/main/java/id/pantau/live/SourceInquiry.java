package id.pantau.live;

import id.pantau.model.Camera;
import id.pantau.spi.vendor.CameraException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the driver that is there now whether a camera's stream is still where it is pulled from, while it is being
 * pulled: as often as it takes, but a login that is refused only once. Loop only.
 */
final class SourceInquiry {
    private static final Logger LOG = LoggerFactory.getLogger(SourceInquiry.class);

    private final Surroundings around;
    private final Supplier<Camera> camera;
    private final DriverChoice choice;
    private final Result result;
    private final Backoff backoff;
    private long turn;
    private Loop.Timer timer = () -> {};

    /** What came of it. */
    interface Result {
        /** @param sources empty when the driver will not say, and is not to be asked again */
        void settled(long driver, Optional<Sources> sources);
    }

    SourceInquiry(Surroundings around, Supplier<Camera> camera, DriverChoice choice, Result result) {
        this.around = around;
        this.camera = camera;
        this.choice = choice;
        this.result = result;
        this.backoff = new Backoff(around.random());
    }

    /** @param known the driver that named the source in use, which needs not be asked */
    void begin(long known) {
        backoff.reset();
        askAfter(Duration.ZERO, known);
    }

    void cancel() {
        turn++;
        timer.cancel();
    }

    private void askAfter(Duration delay, long known) {
        cancel();
        long mine = turn;
        Duration pace = around.pace().take(around.loop().nanos());
        timer = around.loop().after(delay.plus(pace), () -> {
            if (mine == turn) {
                ask(known);
            }
        });
    }

    private void ask(long known) {
        long mine = turn;
        choice.driver()
                .filter(driver -> driver.id() != known)
                .ifPresent(driver -> around.finder().ask(driver, camera.get(), choice.isAlone(), answer -> {
                    if (mine == turn) {
                        answered(driver.id(), answer, known);
                    }
                }));
    }

    private void answered(long driver, Answer<Sources> answer, long known) {
        if (answer instanceof Answer.Given<Sources> given) {
            result.settled(driver, Optional.of(given.value()));
        } else if (answer instanceof Answer.Failed<Sources> failure
                && failure.kind() == CameraException.Kind.UNAUTHORIZED) {
            LOG.warn(
                    "Camera {} refuses its new driver's login; its pictures go on",
                    camera.get().id());
            result.settled(driver, Optional.empty());
        } else if (!(answer instanceof Answer.Gone)) {
            LOG.info(
                    "The new driver of camera {} does not say yet where the stream is",
                    camera.get().id());
            askAfter(backoff.next(Backoff.FIRST_MINUTE), known);
        }
    }
}
