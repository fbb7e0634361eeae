package id.pantau.publishing.admission;

import id.pantau.model.Rendition;
import id.pantau.publishing.admission.Leases.Key;
import id.pantau.publishing.admission.Leases.Lease;
import id.pantau.publishing.admission.Rates.Watched;
import id.pantau.service.Admission.Limit;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A part of the public's share, with the places that are taken in it and what is sent through it. Thread-safe;
 * {@link #tick} and {@link #sweep} are one thread's.
 */
final class Lane {
    private final LongSupplier share;
    private final LongSupplier nanoTime;
    private final Leases leases;
    private final Egress egress = new Egress();

    /**
     * @param share what the lane carries now, in bits per second
     * @param nanoTime as {@link System#nanoTime()}
     * @param most how many places there can be
     */
    Lane(LongSupplier share, LongSupplier nanoTime, int most) {
        this.share = share;
        this.nanoTime = nanoTime;
        this.leases = new Leases(most);
    }

    /** The way of whoever has a place for that rendition, which is kept by it; null for everybody else. */
    @Nullable
    LongConsumer renew(Key key, Rendition rendition) {
        Lease lease = leases.renew(key, rendition, nanoTime.getAsLong());
        if (lease == null) {
            return null;
        }
        return bytes -> {
            egress.sent(bytes);
            lease.renew(rendition, nanoTime.getAsLong());
        };
    }

    /** The same, and for everybody else a way that is measured and keeps nothing. */
    LongConsumer follow(Key key, Rendition rendition) {
        LongConsumer own = renew(key, rendition);
        return own == null ? egress::sent : own;
    }

    /** Takes a place of so many bits per second where there is room: what is exhausted, or nothing. */
    Optional<Limit> take(Key key, Rendition rendition, long bits) {
        // who goes on to the main stream gives up the first one
        long more = bits - leases.bits(key);
        return measured(more).or(() -> leases.take(key, rendition, bits, share.getAsLong(), nanoTime.getAsLong()));
    }

    /** What would be exhausted for somebody new. */
    Optional<Limit> exhausted(long bits) {
        return measured(bits).or(() -> reserved(bits));
    }

    private Optional<Limit> reserved(long bits) {
        if (leases.full()) {
            return Optional.of(Limit.VIEWERS);
        }
        return bits > share.getAsLong() - leases.reserved() ? Optional.of(Limit.UPLINK) : Optional.empty();
    }

    private Optional<Limit> measured(long bits) {
        return bits > share.getAsLong() - egress.rate() ? Optional.of(Limit.UPLINK) : Optional.empty();
    }

    /** To be called once a second. */
    void tick() {
        egress.tick(nanoTime.getAsLong());
    }

    /** As {@link Leases#sweep}. */
    void sweep(Duration length, ToLongFunction<Watched> rate) {
        leases.sweep(nanoTime.getAsLong(), length, rate);
    }

    /** In bits per second. */
    long share() {
        return share.getAsLong();
    }

    /** In bits per second: what was promised or what is sent, whichever is more. */
    long taken() {
        return Math.max(leases.reserved(), egress.rate());
    }

    /** In bits per second. */
    long reserved() {
        return leases.reserved();
    }

    /** In bits per second. */
    long rate() {
        return egress.rate();
    }

    long bytes() {
        return egress.bytes();
    }

    int count() {
        return leases.count();
    }
}
