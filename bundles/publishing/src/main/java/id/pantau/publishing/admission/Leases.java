package id.pantau.publishing.admission;

import id.pantau.model.Rendition;
import id.pantau.publishing.admission.Rates.Watched;
import id.pantau.service.Admission.Limit;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The places that are taken, and what they need together. A place is never taken away: it ends when its viewer has not
 * asked for anything for a while. It is one for all renditions of a camera, and reserves what the best one needs that its
 * viewer took of late: whoever goes back to a lesser one has room for it. Thread-safe; locks nothing but one key while its lease is made. {@link #sweep} is one
 * thread's.
 */
final class Leases {
    private final int most;
    private final ConcurrentMap<Key, Lease> leases = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong reserved = new AtomicLong();

    /** @param most how many there can be */
    Leases(int most) {
        this.most = most;
    }

    /** Who watches what. */
    record Key(String viewer, String camera) {}

    /** One viewer's place. */
    static final class Lease {
        private static final long ENDED = Long.MIN_VALUE;

        private final AtomicLong lastSeen;

        /** When the main stream was asked for last; {@link #ENDED} when it is none for that. */
        private final AtomicLong lastMain = new AtomicLong(ENDED);

        /** Changed under the key's lock in {@link Leases#leases}, once it is shared. */
        private volatile long bits;

        private Lease(Rendition rendition, long bits, long nanos) {
            this.bits = bits;
            this.lastSeen = new AtomicLong(nanos);
            if (rendition == Rendition.MAIN) {
                lastMain.set(nanos);
            }
        }

        /** Returns whether there was something to renew: nothing is when it is for a lesser rendition. */
        boolean renew(Rendition rendition, long nanos) {
            return (rendition == Rendition.FIRST || later(lastMain, nanos)) && later(lastSeen, nanos);
        }

        private static boolean later(AtomicLong last, long nanos) {
            long seen = last.get();
            while (seen != ENDED) {
                if (nanos - seen <= 0 || last.compareAndSet(seen, nanos)) {
                    return true;
                }
                seen = last.get();
            }
            return false;
        }

        private Rendition rendition() {
            return lastMain.get() == ENDED ? Rendition.FIRST : Rendition.MAIN;
        }

        /** Whoever has left the main stream needs no room for it. */
        private void lessen(long nanos, long length) {
            long main = lastMain.get();
            if (main != ENDED && nanos - main > length) {
                lastMain.compareAndSet(main, ENDED);
            }
        }

        private boolean end(long nanos, long length) {
            long seen = lastSeen.get();
            return nanos - seen > length && lastSeen.compareAndSet(seen, ENDED);
        }
    }

    /** The lease of {@code key}, renewed; null when there is none for that rendition. */
    @Nullable
    Lease renew(Key key, Rendition rendition, long nanos) {
        Lease lease = leases.get(key);
        return lease != null && lease.renew(rendition, nanos) ? lease : null;
    }

    /** What a viewer has reserved, in bits per second; 0 when it has no place. */
    long bits(Key key) {
        Lease lease = leases.get(key);
        return lease == null ? 0 : lease.bits;
    }

    /**
     * Makes a lease where there is none, or one for the main stream of one for the first.
     *
     * @param bits what it reserves, in bits per second
     * @param share what all of them may reserve together
     * @return what is exhausted; empty when {@code key} has such a lease now
     */
    Optional<Limit> take(Key key, Rendition rendition, long bits, long share, long nanos) {
        AtomicReference<@Nullable Limit> exhausted = new AtomicReference<>();
        // two requests of one viewer at once find the same lease, or none
        leases.compute(key, (k, old) -> {
            if (old == null || !old.renew(Rendition.FIRST, nanos)) {
                Lease made = place(rendition, bits, share, nanos);
                exhausted.set(made == null ? full() ? Limit.VIEWERS : Limit.UPLINK : null);
                return made;
            }
            if (!old.renew(rendition, nanos)) {
                exhausted.set(widen(old, bits, share, nanos) ? null : Limit.UPLINK);
            }
            return old;
        });
        return Optional.ofNullable(exhausted.get());
    }

    private @Nullable Lease place(Rendition rendition, long bits, long share, long nanos) {
        if (count.incrementAndGet() <= most && reserve(bits, share)) {
            return new Lease(rendition, bits, nanos);
        }
        count.decrementAndGet();
        return null;
    }

    private boolean widen(Lease lease, long bits, long share, long nanos) {
        if (!reserve(bits - lease.bits, share)) {
            return false;
        }
        lease.bits = bits;
        lease.lastMain.set(nanos);
        return true;
    }

    private boolean reserve(long bits, long share) {
        long before = reserved.get();
        while (bits <= share - before) {
            if (reserved.compareAndSet(before, before + bits)) {
                return true;
            }
            before = reserved.get();
        }
        return false;
    }

    private void giveBack(long bits) {
        reserved.addAndGet(-bits);
        count.decrementAndGet();
    }

    /** Ends what was not renewed for {@code length}, and reserves for the others what their streams need by now. */
    void sweep(long nanos, Duration length, ToLongFunction<Watched> rate) {
        for (Key key : leases.keySet()) {
            leases.computeIfPresent(key, (k, lease) -> {
                if (lease.end(nanos, length.toNanos())) {
                    giveBack(lease.bits);
                    return null;
                }
                lease.lessen(nanos, length.toNanos());
                long bits = rate.applyAsLong(new Watched(k.camera(), lease.rendition()));
                reserved.addAndGet(bits - lease.bits);
                lease.bits = bits;
                return lease;
            });
        }
    }

    boolean full() {
        return count.get() >= most;
    }

    int count() {
        return count.get();
    }

    /** In bits per second. */
    long reserved() {
        return reserved.get();
    }
}
