package id.pantau.publishing.admission;

import id.pantau.service.Admission.Limit;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The places that are taken, and what they need together. A place is never taken away: it ends when its viewer has not
 * asked for anything for a while. Thread-safe; locks nothing but one key while its lease is made. {@link #sweep} is one
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
        /** Written by {@link #sweep} alone, once it is shared. */
        private volatile long bits;

        private Lease(long bits, long nanos) {
            this.bits = bits;
            this.lastSeen = new AtomicLong(nanos);
        }

        /** Returns whether there was something to renew. */
        boolean renew(long nanos) {
            long seen = lastSeen.get();
            while (seen != ENDED) {
                if (nanos - seen <= 0 || lastSeen.compareAndSet(seen, nanos)) {
                    return true;
                }
                seen = lastSeen.get();
            }
            return false;
        }

        private boolean end(long nanos, long length) {
            long seen = lastSeen.get();
            return nanos - seen > length && lastSeen.compareAndSet(seen, ENDED);
        }
    }

    /** The lease of {@code key}, renewed; null when there is none. */
    @Nullable
    Lease renew(Key key, long nanos) {
        Lease lease = leases.get(key);
        return lease != null && lease.renew(nanos) ? lease : null;
    }

    /**
     * Makes a lease where there is none.
     *
     * @param bits what it reserves, in bits per second
     * @param share what all of them may reserve together
     * @return what is exhausted; empty when {@code key} has a lease now
     */
    Optional<Limit> take(Key key, long bits, long share, long nanos) {
        // two requests of one viewer at once find the same lease, or none
        Lease lease = leases.compute(key, (k, old) -> {
            if (old != null && old.renew(nanos)) {
                return old;
            }
            return place(bits, share, nanos);
        });
        return lease != null ? Optional.empty() : Optional.of(full() ? Limit.VIEWERS : Limit.UPLINK);
    }

    private @Nullable Lease place(long bits, long share, long nanos) {
        if (count.incrementAndGet() <= most && reserve(bits, share)) {
            return new Lease(bits, nanos);
        }
        count.decrementAndGet();
        return null;
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

    /** Ends what was not renewed for {@code length}, and reserves for the others what their cameras need by now. */
    void sweep(long nanos, Duration length, ToLongFunction<String> rate) {
        leases.forEach((key, lease) -> {
            if (lease.end(nanos, length.toNanos())) {
                leases.remove(key, lease);
                giveBack(lease.bits);
            } else {
                long bits = rate.applyAsLong(key.camera());
                reserved.addAndGet(bits - lease.bits);
                lease.bits = bits;
            }
        });
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
