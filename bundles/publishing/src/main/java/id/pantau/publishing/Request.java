package id.pantau.publishing;

import id.pantau.model.Actor;
import id.pantau.service.PublicationRefusedException;
import id.pantau.service.Snapshot;
import java.util.Optional;

/**
 * Somebody's wish to publish a camera, on its way.
 *
 * @param seen the picture that is to be approved with it, of a camera whose view has changed
 * @param verdict what the policies said, once they were asked
 * @param done whether the camera is published
 */
record Request(String camera, Optional<Snapshot> seen, Actor who, String why, Optional<Verdict> verdict, boolean done) {
    static Request toPublish(String camera, Actor who, String why) {
        return new Request(camera, Optional.empty(), who, why, Optional.empty(), false);
    }

    static Request toConfirm(String camera, Snapshot seen, Actor who, String why) {
        return new Request(camera, Optional.of(seen), who, why, Optional.empty(), false);
    }

    Request judgedBy(PublicationBook book) {
        return new Request(camera, seen, who, why, Optional.of(book.judge(camera)), false);
    }

    /** Not done when the verdict was overtaken by a change: then the policies are to be asked again. */
    Request keptIn(PublicationBook book) throws PublicationRefusedException {
        boolean kept = seen.isPresent()
                ? book.confirm(verdict.orElseThrow(), seen.get(), who, why)
                : book.publish(verdict.orElseThrow(), who, why);
        return new Request(camera, seen, who, why, verdict, kept);
    }
}
