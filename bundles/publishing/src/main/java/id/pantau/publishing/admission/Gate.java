package id.pantau.publishing.admission;

import id.pantau.model.Rendition;
import id.pantau.model.Text;
import id.pantau.publishing.admission.Leases.Key;
import id.pantau.publishing.admission.Leases.Lease;
import id.pantau.publishing.admission.Rates.Watched;
import id.pantau.service.Admission;
import id.pantau.spi.policy.PublicationRequest.Load;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/** Who may begin to watch. Thread-safe; {@link #tick} is one thread's. */
final class Gate implements Admission {
    static final int MOST_VIEWERS = 50_000;

    private static final Duration RETRY = Duration.ofSeconds(10);

    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Rates rates;
    private final CpuLoad cpu;
    private final Leases leases;
    private final Egress toPublic = new Egress();
    private final Egress toStaff = new Egress();
    private final Map<Limit, Exhaustion> exhaustions = new EnumMap<>(Limit.class);
    private volatile Budget budget;

    /**
     * @param nanoTime as {@link System#nanoTime()}
     * @param bitrate of a stream, measured, in bits per second; 0 while it is not known
     * @param cpu as for {@link CpuLoad}
     * @param mostViewers how many leases there can be
     */
    Gate(
            Budget budget,
            Clock clock,
            LongSupplier nanoTime,
            ToLongFunction<Watched> bitrate,
            DoubleSupplier cpu,
            int mostViewers) {
        this.budget = budget;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.rates = new Rates(bitrate, nanoTime);
        this.cpu = new CpuLoad(cpu);
        this.leases = new Leases(mostViewers);
        for (Limit limit : Limit.values()) {
            exhaustions.put(limit, new Exhaustion(clock));
        }
    }

    /** From now on; those who are admitted stay so. */
    void budget(Budget now) {
        budget = now;
    }

    /** To be called once a second. */
    void tick() {
        long now = nanoTime.getAsLong();
        cpu.tick();
        toPublic.tick(now);
        toStaff.tick(now);
        rates.learn(leases.count(), leases.reserved(), toPublic.rate());
        leases.sweep(now, budget.lease(), rates::of);
        rates.forget();
    }

    @Override
    public Answer admit(String viewer, String camera, Rendition rendition) {
        Key key = new Key(viewer, camera);
        long now = nanoTime.getAsLong();
        if (leases.renew(key, rendition, now) != null) {
            return new Admitted(follow(viewer, camera, rendition));
        }
        long bits = rates.of(new Watched(camera, rendition));
        // who goes on to the main stream gives up the first one
        Optional<Limit> exhausted =
                exhausted(bits - leases.bits(key)).or(() -> leases.take(key, rendition, bits, share(), now));
        if (exhausted.isEmpty()) {
            return new Admitted(follow(viewer, camera, rendition));
        }
        exhaustion(exhausted.get()).refused();
        return busy(exhausted.get());
    }

    @Override
    public LongConsumer follow(String viewer, String camera, Rendition rendition) {
        Lease lease = leases.renew(new Key(viewer, camera), rendition, nanoTime.getAsLong());
        if (lease == null) {
            return toPublic::sent;
        }
        return bytes -> {
            toPublic.sent(bytes);
            lease.renew(rendition, nanoTime.getAsLong());
        };
    }

    @Override
    public LongConsumer staff() {
        return toStaff::sent;
    }

    @Override
    public Optional<Busy> busy(String camera, Rendition rendition) {
        long bits = rates.of(new Watched(camera, rendition));
        return exhausted(bits).or(() -> untaken(bits)).map(this::busy);
    }

    private Optional<Limit> untaken(long bits) {
        if (leases.full()) {
            return Optional.of(Limit.VIEWERS);
        }
        return bits > share() - leases.reserved() ? Optional.of(Limit.UPLINK) : Optional.empty();
    }

    /** What is exhausted but for the places themselves, which are counted when they are taken. */
    private Optional<Limit> exhausted(long bits) {
        if (cpu.mean() > budget.cpu()) {
            return Optional.of(Limit.CPU);
        }
        return bits > share() - toPublic.rate() ? Optional.of(Limit.UPLINK) : Optional.empty();
    }

    /** In bits per second. */
    private long share() {
        Budget now = budget;
        return now.limited() ? now.publicShare(toStaff.rate()) : Long.MAX_VALUE;
    }

    private Busy busy(Limit limit) {
        return new Busy(limit, words(limit), exhaustion(limit).since(), RETRY);
    }

    private Text words(Limit limit) {
        if (limit == Limit.CPU) {
            long used = Math.round(cpu.mean() * 100);
            long most = Math.round(budget.cpu() * 100);
            return new Text(
                    "Server sedang penuh: prosesor terpakai " + used + "% dari batas " + most + "%.",
                    "The server is at its limit: " + used + "% of its processors are in use, of at most " + most
                            + "%.");
        }
        if (limit == Limit.VIEWERS) {
            return new Text(
                    "Penonton sedang penuh: sudah ada " + leases.count() + " penonton, jumlah terbanyak.",
                    "There are as many viewers as there can be: " + leases.count() + ".");
        }
        String taken = megabits(Math.max(leases.reserved(), toPublic.rate()));
        String share = megabits(share());
        return new Text(
                "Penonton sedang penuh: " + comma(taken) + " dari " + comma(share) + " Mb/s untuk umum terpakai.",
                "All places are taken: " + taken + " of the public's " + share + " Mb/s are in use.");
    }

    private static String megabits(long bits) {
        return String.format(Locale.ROOT, "%.1f", bits / 1e6);
    }

    private static String comma(String number) {
        return number.replace('.', ',');
    }

    private Exhaustion exhaustion(Limit limit) {
        return Objects.requireNonNull(exhaustions.get(limit), "each limit has one");
    }

    @Override
    public boolean limited() {
        return budget.limited();
    }

    @Override
    public Figures figures() {
        Map<Limit, Long> refusals = new EnumMap<>(Limit.class);
        exhaustions.forEach((limit, exhaustion) -> refusals.put(limit, exhaustion.refusals()));
        return new Figures(
                budget.uplink(),
                limited() ? share() : 0,
                leases.reserved(),
                toPublic.rate(),
                toStaff.rate(),
                toPublic.bytes(),
                toStaff.bytes(),
                leases.count(),
                refusals,
                cpu.mean());
    }

    /** How the uplink stands if {@code others} are public and {@code camera} is to be. */
    Load load(String camera, Collection<String> others) {
        Budget now = budget;
        if (!now.limited()) {
            return Load.UNLIMITED;
        }
        long promised = others.stream().mapToLong(this::first).sum();
        return new Load(now.uplink(), now.publicShare(), toPublic.rate(), others.size(), promised, first(camera));
    }

    /** What a viewer of a camera needs at least. */
    private long first(String camera) {
        return rates.of(new Watched(camera, Rendition.FIRST));
    }
}
