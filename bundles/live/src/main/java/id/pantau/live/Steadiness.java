package id.pantau.live;

import id.pantau.model.Finding;
import id.pantau.model.Reason;
import id.pantau.model.Status;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Keeps a camera that comes and goes from changing its status all the time. Its first relapses show as they are, and so do its
 * first recoveries. With the third relapse within a minute, or the eighth within ten, it is unsteady: it shows the worst that
 * it was since, until it has been the same for {@code CALM}; only short darkness is not counted. Loop only.
 */
final class Steadiness {
    static final Duration CALM = Duration.ofSeconds(30);

    /** Whoever sees pictures of a camera that is told to be offline reads why. */
    private static final String BACK =
            "pictures come again, but have come and gone so often that it is called steady only after "
                    + CALM.toSeconds() + " s of them";

    /** Beyond the silence that makes a camera offline. */
    private static final Duration SHORT = Duration.ofSeconds(4);

    private static final int OFTEN = 3;
    private static final Duration OFTEN_WITHIN = Duration.ofMinutes(1);
    private static final int CHRONIC = 8;
    private static final Duration CHRONIC_WITHIN = Duration.ofMinutes(10);

    /** Some cameras end every connection after a minute or so, which nobody sees: only many at once count. */
    private final Deque<Long> interruptions = new ArrayDeque<>();

    private final Deque<Long> falls = new ArrayDeque<>();
    private boolean unsteady;
    private Condition before = Condition.offline(Reason.STARTING, "");
    private Condition held = Condition.LIVE;
    private long changedAt;

    /** The connection ended while pictures came. */
    void interrupted(long nanos) {
        changedAt = nanos;
        if (isOne(interruptions, nanos, OFTEN, OFTEN_WITHIN)) {
            hold(Condition.degraded(
                    new Finding(Reason.LOW_RATE, "the connection breaks again and again: pictures come and go")));
        }
    }

    /**
     * What to show of what is.
     *
     * @param decided whether somebody or something decided that it is offline, which is no relapse and shown at once
     */
    Condition shown(Condition is, boolean decided, long nanos) {
        boolean changed = is.status() != before.status() || !is.reason().equals(before.reason());
        boolean worse = changed && isWorse(is, before);
        before = is;
        if (decided) {
            unsteady = false;
            return is;
        }
        if (changed) {
            changedAt = nanos;
        }
        if (worse) {
            fell(is, nanos);
        }
        unsteady &= nanos - changedAt < CALM.toNanos();
        if (!unsteady) {
            return is;
        }
        boolean flicker = is.status() == Status.OFFLINE && nanos - changedAt < SHORT.toNanos();
        if (!flicker && !isWorse(held, is)) {
            held = is;
        }
        boolean back = held.status() == Status.OFFLINE && is.status() != Status.OFFLINE;
        return back ? new Condition(held.status(), held.reason(), BACK) : held;
    }

    private void fell(Condition is, long nanos) {
        boolean chronic = isOne(falls, nanos, CHRONIC, CHRONIC_WITHIN);
        long recent =
                falls.stream().filter(at -> nanos - at < OFTEN_WITHIN.toNanos()).count();
        if (chronic || recent >= OFTEN) {
            hold(is);
        }
    }

    /** Notes one more. @return whether it is the {@code most}th within {@code window} */
    private static boolean isOne(Deque<Long> times, long nanos, int most, Duration window) {
        times.addLast(nanos);
        if (times.size() > most) {
            times.removeFirst();
        }
        return times.size() == most && nanos - times.getFirst() < window.toNanos();
    }

    private void hold(Condition least) {
        if (!unsteady) {
            unsteady = true;
            held = least;
        }
    }

    private static boolean isWorse(Condition one, Condition other) {
        int byStatus = one.status().compareTo(other.status());
        return byStatus > 0 || byStatus == 0 && one.status() == Status.DEGRADED && severity(one) > severity(other);
    }

    private static int severity(Condition degraded) {
        return -degraded.reason().map(Symptoms.WORST_FIRST::indexOf).orElse(0);
    }
}
