package id.pantau.live;

import id.pantau.model.Camera;
import id.pantau.spi.vendor.CameraException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which driver serves one camera: its own make's; while that is gone, the next best that recognises the device and can say
 * where the camera's pictures come from. What the registry says stays as it is. Loop only.
 */
final class DriverChoice {
    private static final Logger LOG = LoggerFactory.getLogger(DriverChoice.class);
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(16);

    private final Surroundings around;
    private final Supplier<Camera> camera;
    private final Result result;
    private @Nullable String substitute;
    private boolean alone;
    private boolean seeking;
    private long turn;
    private Loop.Timer timer = () -> {};
    private Duration pause = FIRST_PAUSE;

    /** What came of looking for another driver. */
    interface Result {
        void found(long driver, Sources sources);

        /** @param detail why, in words that follow those of why the camera's own driver is not there; may be empty */
        void none(String detail);
    }

    DriverChoice(Surroundings around, Supplier<Camera> camera, Result result) {
        this.around = around;
        this.camera = camera;
        this.result = result;
    }

    /** The driver to ask about the camera now. */
    Optional<DriverPort> driver() {
        Optional<DriverPort> own = around.presence().driver(camera.get().vendor());
        String other = substitute;
        return own.isPresent() || other == null ? own : around.presence().driver(other);
    }

    /** Whether the camera has had no driver for as long as the grace, nor has another that took its place. */
    boolean isGone() {
        return around.presence().gone(camera.get().vendor())
                && (substitute == null || around.presence().gone(substitute));
    }

    boolean isSubstituted() {
        return substitute != null;
    }

    boolean isSubstitute(String vendor) {
        return vendor.equals(substitute);
    }

    /** Whether the device has but one channel, as the camera's own driver says: then no other can be taken for it. */
    boolean isAlone() {
        return alone;
    }

    /** The driver of now answered. */
    void served(Sources sources) {
        if (substitute == null) {
            alone = sources.alone();
        }
    }

    /** The camera's own driver is back. */
    void takeBack() {
        if (substitute != null) {
            LOG.info(
                    "Camera {} goes back to its own driver {}",
                    id(),
                    camera.get().vendor());
        }
        giveUp();
    }

    /** No other driver is to be tried before something changes. */
    void giveUp() {
        cancel();
        substitute = null;
        pause = FIRST_PAUSE;
    }

    /** The camera is another one now. */
    void forget() {
        takeBack();
        alone = false;
    }

    void cancel() {
        turn++;
        seeking = false;
        timer.cancel();
    }

    /** Looks for another driver, now and then again; the result is told unless something ends the search before. */
    void seek() {
        if (!seeking) {
            substitute = null;
            seekAfter(Duration.ZERO);
        }
    }

    private void seekAfter(Duration delay) {
        cancel();
        seeking = delay.isZero();
        long mine = turn;
        timer = around.loop().after(delay.plus(around.pace().take(around.loop().nanos())), () -> {
            if (mine == turn) {
                seeking = true;
                around.presence().recognise(camera.get().endpoint(), vendors -> {
                    if (mine == turn) {
                        ask(mine, vendors);
                    }
                });
            }
        });
    }

    private void ask(long mine, List<String> vendors) {
        List<String> others =
                vendors.stream().filter(v -> !v.equals(camera.get().vendor())).toList();
        Optional<DriverPort> next =
                others.isEmpty() ? Optional.empty() : around.presence().driver(others.get(0));
        if (next.isEmpty()) {
            unserved("");
            return;
        }
        around.finder().ask(next.get(), camera.get(), alone, answer -> {
            if (mine == turn) {
                answered(mine, next.get(), others, answer);
            }
        });
    }

    private void answered(long mine, DriverPort driver, List<String> others, Answer<Sources> answer) {
        if (answer instanceof Answer.Given<Sources> given) {
            LOG.info(
                    "Camera {} is served by driver {} while {} is away",
                    id(),
                    driver.vendor(),
                    camera.get().vendor());
            cancel();
            substitute = driver.vendor();
            pause = FIRST_PAUSE;
            result.found(driver.id(), given.value());
        } else if (answer instanceof Answer.Failed<Sources> failed
                && failed.kind() == CameraException.Kind.UNAUTHORIZED) {
            cancel(); // another login, with another driver, could lock the account
            result.none("the driver " + driver.vendor() + " is refused: " + failed.detail());
        } else if (others.size() > 1) {
            ask(mine, others.subList(1, others.size()));
        } else {
            unserved(words(driver, answer));
        }
    }

    private static String words(DriverPort driver, Answer<Sources> answer) {
        String detail = answer instanceof Answer.Failed<Sources> failed
                ? failed.detail()
                : answer instanceof Answer.Faulty<Sources> faulty ? faulty.detail() : "it has just left";
        return "the driver " + driver.vendor() + " cannot take its place: " + detail;
    }

    private void unserved(String detail) {
        seekAfter(pause);
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        result.none(detail);
    }

    private String id() {
        return camera.get().id();
    }
}
