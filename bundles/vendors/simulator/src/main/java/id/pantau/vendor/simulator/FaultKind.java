package id.pantau.vendor.simulator;

import id.pantau.rtsp.server.Fault;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a simulated camera can be told to do wrong. */
enum FaultKind {
    /** Nothing. */
    NONE(Fault.NONE),
    /** Refuses connections, as without power. */
    DARK(Fault.NONE),
    /** Shows the same picture for ever. */
    FROZEN(Fault.FREEZE),
    /** Stops in the middle of a packet, with the connection open. */
    HANG(Fault.HANG),
    /** Says that it plays and sends nothing. */
    SILENT(Fault.SILENT),
    /** Answers with something that is not RTSP. */
    GARBAGE(Fault.GARBAGE),
    /** Refuses every login. */
    PASSWORD(Fault.PASSWORD),
    /** Swaps the sizes of its main and its sub stream. */
    RESOLUTION(Fault.NONE),
    /** Shows nothing but black, as without light. */
    BLACK(Fault.NONE),
    /** Shows nothing but white, as with the sun in the lens. */
    WHITE(Fault.NONE),
    /** Is out of focus. */
    BLURRED(Fault.NONE),
    /** Has a cloth, a plastic bag or a leaf before its lens. */
    COVERED(Fault.NONE),
    /** Shows nothing but noise. */
    NOISE(Fault.NONE),
    /** Is panned by 15 % of its picture's width. */
    MOVED(Fault.NONE),
    /** Is tilted by 15 % of its picture's height and rolled by 5 degrees. */
    TURNED(Fault.NONE),
    /** Is zoomed in by 1.3. */
    ZOOMED(Fault.NONE),
    /** Shows rooms and people in them, instead of its place. */
    INDOOR(Fault.NONE),
    /** Sends about one picture in eight. */
    SLOW(Fault.SLOW),
    /** Sends pictures of which half is missing. */
    DAMAGED(Fault.DAMAGED),
    /** Says that it is an hour later than it is. */
    CLOCK(Fault.CLOCK);

    private final Fault fault;

    FaultKind(Fault fault) {
        this.fault = fault;
    }

    /** What its streams do. */
    Fault fault() {
        return fault;
    }

    /** As it is typed. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<FaultKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(FaultKind::word).toList();
    }
}
