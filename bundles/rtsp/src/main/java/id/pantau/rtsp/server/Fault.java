package id.pantau.rtsp.server;

/** What a {@link Mount} does wrong, on purpose. */
public enum Fault {
    /** Nothing. */
    NONE,
    /** Stops in the middle of an RTP packet and answers nothing more; the connection stays open. */
    HANG,
    /** Sends the same picture for ever, at the usual pace. */
    FREEZE,
    /** Refuses every login, the right one too. */
    PASSWORD,
    /** Answers every request with something that is not RTSP. */
    GARBAGE,
    /** Goes on with the mount's other clip, with its parameter sets in band. */
    RESOLUTION,
    /** Answers every request but sends no packet. */
    SILENT,
    /** Answers every request with 503. */
    REFUSE;

    /** Whether connections that play already have to connect again before the fault shows. */
    boolean showsOnConnecting() {
        return this == PASSWORD || this == GARBAGE || this == REFUSE;
    }
}
