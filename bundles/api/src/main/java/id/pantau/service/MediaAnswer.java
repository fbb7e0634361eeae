package id.pantau.service;

import java.time.Duration;

/** What becomes of a {@link MediaRequest}. */
public sealed interface MediaAnswer {

    /** Here it is; the caller closes it. */
    record Found(MediaResource resource) implements MediaAnswer {}

    /**
     * It is about to be: ask again when the camera's media change, see {@link Live#watch}.
     *
     * @param patience after which to give up
     */
    record Later(Duration patience) implements MediaAnswer {}

    /** There is no such file (any more). */
    record Missing() implements MediaAnswer {}

    /**
     * The request cannot be answered.
     *
     * @param reason in English
     */
    record Refused(String reason) implements MediaAnswer {}
}
