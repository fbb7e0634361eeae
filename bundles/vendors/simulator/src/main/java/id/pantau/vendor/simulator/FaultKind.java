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
    RESOLUTION(Fault.RESOLUTION);

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
