package id.pantau.publishing.admission;

import id.pantau.model.Rendition;
import id.pantau.model.Text;
import id.pantau.publishing.admission.Leases.Key;
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

/**
 * Who may begin to watch. The public's share has two lanes, so that a crowd that is shown single pictures takes no place
 * that becomes free for video, and video leaves the pictures theirs. Thread-safe; {@link #tick} is one thread's.
 */
final class Gate implements Admission {
    static final int MOST_VIEWERS = 50_000;

    private static final Duration RETRY = Duration.ofSeconds(10);

    /** However short leases are, a place has to last from one picture to the next. */
    private static final Duration PICTURES_LEASE = PICTURE.multipliedBy(3);

    private final Clock clock;
    private final Rates rates;
    private final CpuLoad cpu;
    private final Lane video;
    private final Lane pictures;
    private final Egress toStaff = new Egress();
    private final LongSupplier nanoTime;
    private final Map<Limit, Exhaustion> exhaustions = new EnumMap<>(Limit.class);
    private volatile Budget budget;

    /**
     * @param nanoTime as {@link System#nanoTime()}
     * @param bitrate of a stream, measured, in bits per second; 0 while it is not known
     * @param cpu as for {@link CpuLoad}
     * @param mostViewers how many leases there can be in each lane
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
        this.video = new Lane(() -> share(Budget::videoShare), nanoTime, mostViewers);
        this.pictures = new Lane(() -> share(Budget::picturesShare), nanoTime, mostViewers);
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
        cpu.tick();
        video.tick();
        pictures.tick();
        toStaff.tick(nanoTime.getAsLong());
        rates.learn(video.count(), video.reserved(), video.rate());
        Duration lease = budget.lease();
        video.sweep(lease, rates::of);
        pictures.sweep(lease.compareTo(PICTURES_LEASE) > 0 ? lease : PICTURES_LEASE, s -> rates.ofPictures(s.camera()));
        rates.forget();
    }

    @Override
    public Answer admit(String viewer, String camera, Rendition rendition) {
        return admit(video, new Key(viewer, camera), rendition, rates.of(new Watched(camera, rendition)));
    }

    @Override
    public Answer admitToPictures(String viewer, String camera, long bytes) {
        rates.picture(camera, bytes);
        Key key = new Key(viewer, camera);
        LongConsumer watches = video.renew(key, Rendition.FIRST);
        return watches == null
                ? admit(pictures, key, Rendition.FIRST, rates.ofPictures(camera))
                : new Admitted(watches);
    }

    private Answer admit(Lane lane, Key key, Rendition rendition, long bits) {
        LongConsumer known = lane.renew(key, rendition);
        if (known != null) {
            return new Admitted(known);
        }
        Optional<Limit> exhausted = processors().or(() -> lane.take(key, rendition, bits));
        if (exhausted.isEmpty()) {
            return new Admitted(lane.follow(key, rendition));
        }
        exhaustion(exhausted.get()).refused();
        return busy(lane, exhausted.get());
    }

    @Override
    public LongConsumer follow(String viewer, String camera, Rendition rendition) {
        return video.follow(new Key(viewer, camera), rendition);
    }

    @Override
    public LongConsumer staff() {
        return toStaff::sent;
    }

    @Override
    public Optional<Busy> busy(String camera, Rendition rendition) {
        return busy(video, rates.of(new Watched(camera, rendition)));
    }

    @Override
    public Optional<Busy> busyForPictures(String viewer, String camera, long bytes) {
        rates.picture(camera, bytes);
        boolean shown = pictures.renew(new Key(viewer, camera), Rendition.FIRST) != null;
        return shown ? Optional.empty() : busy(pictures, rates.ofPictures(camera));
    }

    private Optional<Busy> busy(Lane lane, long bits) {
        return processors().or(() -> lane.exhausted(bits)).map(limit -> busy(lane, limit));
    }

    private Optional<Limit> processors() {
        return cpu.mean() > budget.cpu() ? Optional.of(Limit.CPU) : Optional.empty();
    }

    /** How a budget divides the public's share. */
    private interface Division {
        long of(Budget budget, long publicShare);
    }

    /** In bits per second. */
    private long share(Division division) {
        Budget now = budget;
        return now.limited() ? division.of(now, now.publicShare(toStaff.rate())) : Long.MAX_VALUE;
    }

    private Busy busy(Lane lane, Limit limit) {
        return new Busy(limit, words(lane, limit), exhaustion(limit).since(), RETRY);
    }

    private Text words(Lane lane, Limit limit) {
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
                    "Penonton sedang penuh: sudah ada " + lane.count() + " penonton, jumlah terbanyak.",
                    "There are as many viewers as there can be: " + lane.count() + ".");
        }
        String taken = megabits(lane.taken());
        String share = megabits(lane.share());
        return lane == pictures
                ? new Text(
                        "Penonton sedang penuh, juga untuk gambar diam: " + comma(taken) + " dari " + comma(share)
                                + " Mb/s terpakai.",
                        "All places are taken, for still pictures too: " + taken + " of their " + share
                                + " Mb/s are in use.")
                : new Text(
                        "Penonton sedang penuh: " + comma(taken) + " dari " + comma(share)
                                + " Mb/s untuk umum terpakai.",
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
                limited() ? share((now, all) -> all) : 0,
                video.reserved() + pictures.reserved(),
                video.rate() + pictures.rate(),
                toStaff.rate(),
                video.bytes() + pictures.bytes(),
                toStaff.bytes(),
                video.count(),
                pictures.count(),
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
        return new Load(now.uplink(), now.videoShare(), video.rate(), others.size(), promised, first(camera));
    }

    /** What a viewer of a camera needs at least. */
    private long first(String camera) {
        return rates.of(new Watched(camera, Rendition.FIRST));
    }
}
