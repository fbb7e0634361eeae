package id.pantau.publishing;

import id.pantau.model.Actor;
import id.pantau.service.PublicationRefusedException;
import java.util.Optional;

/**
 * Somebody's wish to publish a camera, on its way.
 *
 * @param verdict what the policies said, once they were asked
 * @param done whether the camera is published
 */
record Request(String camera, Actor who, String why, Optional<Verdict> verdict, boolean done) {
    static Request of(String camera, Actor who, String why) {
        return new Request(camera, who, why, Optional.empty(), false);
    }

    Request judgedBy(PublicationBook book) {
        return new Request(camera, who, why, Optional.of(book.judge(camera)), false);
    }

    /** Not done when the verdict was overtaken by a change: then the policies are to be asked again. */
    Request keptIn(PublicationBook book) throws PublicationRefusedException {
        return new Request(camera, who, why, verdict, book.publish(verdict.orElseThrow(), who, why));
    }
}
