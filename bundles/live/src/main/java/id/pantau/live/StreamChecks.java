package id.pantau.live;

import id.pantau.model.Finding;
import id.pantau.model.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What can be told of one stream from its packets alone. Outlives connections. Thread-safe. */
final class StreamChecks {
    private final LowRate rate = new LowRate();
    private final DamagedTransport transport = new DamagedTransport();
    private final WrongClock clock = new WrongClock();
    private final List<StreamCheck> all;

    /** @param meter of the same stream */
    StreamChecks(Meter meter) {
        all = List.of(rate, new LowBitrate(meter), transport, clock);
    }

    void picture(long nanos) {
        rate.picture(nanos);
        transport.picture(nanos);
    }

    void broken(long nanos) {
        transport.broken(nanos);
    }

    void leftOut(long nanos) {
        transport.leftOut(nanos);
    }

    /** For what the camera's driver reads. */
    WrongClock clock() {
        return clock;
    }

    /** A sender report says what the camera's clock shows. */
    void clock(Instant shown, Instant now, long nanos) {
        clock.reported(shown, now, nanos);
    }

    /** The connection has ended. */
    void reset() {
        all.forEach(StreamCheck::reset);
    }

    /** Another camera, or the same one set up anew, may be there from now on. */
    void forget() {
        all.forEach(StreamCheck::forget);
    }

    /** To be called every second while pictures come. */
    void look(long nanos, Symptoms symptoms) {
        List<Looked> looked = all.stream()
                .map(check -> new Looked(check.reason(), check.look(nanos)))
                .toList();
        looked.stream().map(Looked::reason).distinct().forEach(reason -> tell(reason, looked, symptoms));
    }

    private record Looked(Reason reason, StreamCheck.Verdict verdict) {}

    /** Of two checks with one reason, one that finds something is enough. */
    private static void tell(Reason reason, List<Looked> looked, Symptoms symptoms) {
        Optional<StreamCheck.Verdict> worst = looked.stream()
                .filter(one -> one.reason() == reason)
                .map(Looked::verdict)
                .min((a, b) -> a.kind().compareTo(b.kind()));
        worst.ifPresent(verdict -> {
            switch (verdict.kind()) {
                case WRONG -> symptoms.seen(new Finding(reason, verdict.detail()));
                case FINE -> symptoms.missed(reason);
                case UNKNOWN -> {}
            }
        });
    }
}
