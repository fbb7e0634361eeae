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

    /** @param then told on the loop, with details fit for operators */
    void ask(DriverPort driver, Camera camera, Consumer<Answer<Sources>> then) {
        logins.read(camera.id(), reading -> {
            if (reading instanceof Logins.Reading.Found found) {
                SourceQuestion question = new SourceQuestion(camera, found.credentials());
                driver.call(
                        Errand.visit(camera.endpoint()),
                        question,
                        answer -> loop.execute(() -> then.accept(redacted(question, answer))));
            } else if (reading instanceof Logins.Reading.Lost lost) {
                then.accept(new Answer.Failed<>(CameraException.Kind.BUSY, lost.detail()));
            }
        });
    }

    private static Answer<Sources> redacted(SourceQuestion question, Answer<Sources> answer) {
        return answer instanceof Answer.Failed<Sources> failed
                ? new Answer.Failed<>(failed.kind(), question.redact(failed.detail()))
                : answer;
    }
}
