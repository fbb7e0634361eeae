package id.pantau.live;

import id.pantau.model.Camera;
import id.pantau.spi.vendor.CameraException;
import java.util.function.Consumer;

/** Finds out from a driver where a camera's pictures come from. */
final class SourceFinder {
    private final Loop loop;
    private final Logins logins;

    SourceFinder(Loop loop, Logins logins) {
        this.loop = loop;
        this.logins = logins;
    }

    /**
     * @param alone whether the device is known to have one channel
     * @param then told on the loop, with details fit for operators
     */
    void ask(DriverPort driver, Camera camera, boolean alone, Consumer<Answer<Sources>> then) {
        logins.read(camera.id(), reading -> {
            if (reading instanceof Logins.Reading.Found found) {
                SourceQuestion question = new SourceQuestion(camera, found.credentials(), role(driver, camera, alone));
                driver.call(
                        Errand.visit(camera.endpoint()),
                        question,
                        answer -> loop.execute(() -> then.accept(redacted(question, answer))));
            } else if (reading instanceof Logins.Reading.Lost lost) {
                then.accept(new Answer.Failed<>(CameraException.Kind.BUSY, lost.detail()));
            }
        });
    }

    private static SourceQuestion.Role role(DriverPort driver, Camera camera, boolean alone) {
        if (driver.vendor().equals(camera.vendor())) {
            return SourceQuestion.Role.OWN;
        }
        return alone ? SourceQuestion.Role.SUBSTITUTE_OF_ONE : SourceQuestion.Role.SUBSTITUTE;
    }

    private static Answer<Sources> redacted(SourceQuestion question, Answer<Sources> answer) {
        return answer instanceof Answer.Failed<Sources> failed
                ? new Answer.Failed<>(failed.kind(), question.redact(failed.detail()))
                : answer;
    }
}
