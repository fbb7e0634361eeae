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
    /** Sends about one picture in eight: of each group the key picture and the next ones. */
    SLOW,
    /** Loses the second half of every slice, so that what arrives is complete for the network but not for a decoder. */
    DAMAGED,
    /** Its sender reports are an hour ahead; the pictures' own times are right. */
    CLOCK,
    /** Answers every request but sends no packet. */
    SILENT,
    /** Answers every request with 503. */
    REFUSE;

    /** Whether connections that play already have to connect again before the fault shows. */
    boolean showsOnConnecting() {
        return this == PASSWORD || this == GARBAGE || this == REFUSE;
    }
}
