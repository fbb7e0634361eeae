package id.pantau.vision.check;

import id.pantau.model.Finding;
import java.util.Optional;

/** Looks for one thing that can be wrong with a camera's pictures. Has the camera's history; one thread at a time. */
interface Check {

    /** What is wrong with this picture, as far as this check goes. Pictures come in the order of their time. */
    Optional<Finding> look(Reading reading);
}
