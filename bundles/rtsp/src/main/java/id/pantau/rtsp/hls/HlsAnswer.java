package id.pantau.rtsp.hls;

/** What becomes of an {@link HlsRequest}. */
public sealed interface HlsAnswer {

    /** Here it is; the caller closes it. */
    record Found(HlsResource resource) implements HlsAnswer {}

    /** It is about to be: ask again after the next change of the stream. */
    record Later() implements HlsAnswer {}

    /** There is no such file (any more). */
    record Missing() implements HlsAnswer {}

    /**
     * There cannot be an answer.
     *
     * @param reason in English
     */
    record Refused(String reason) implements HlsAnswer {}
}
