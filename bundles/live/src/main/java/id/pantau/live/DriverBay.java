package id.pantau.live;

import id.pantau.model.Endpoint;
import id.pantau.service.Drivers.DriverInfo;
import id.pantau.service.Drivers.ProbeReport;
import id.pantau.service.Drivers.Standing;
import id.pantau.spi.vendor.ProbeResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The drivers that are present. Thread-safe. */
final class DriverBay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DriverBay.class);

    /** Drivers that left while some of their threads did not. */
    private static final int MOST_LEFT = 100;

    /** OSGi's order of services, with a stable order of makes between equal rankings. */
    private static final Comparator<DriverPort> BEST_FIRST = Comparator.comparing(DriverPort::ranking)
            .reversed()
            .thenComparing(DriverPort::vendor)
            .thenComparing(DriverPort::id);

    private final Loop loop;
    private final Function<String, ThreadPoolExecutor> pools;
    private final Quarantine quarantine;
    private final Witness witness;
    private final Deque<DriverPort> left = new ConcurrentLinkedDeque<>();
    private volatile List<DriverPort> ports = List.of();
    private volatile Consumer<String> onChange = vendor -> {};

    /** @param pools makes the pool for a driver of that make */
    DriverBay(Loop loop, Function<String, ThreadPoolExecutor> pools, Quarantine quarantine, Witness witness) {
        this.loop = loop;
        this.pools = pools;
        this.quarantine = quarantine;
        this.witness = witness;
    }

    /** @param listener told the make of every driver that came or left, on the thread that brought the change */
    void onChange(Consumer<String> listener) {
        onChange = listener;
    }

    /** Returns at once; a driver whose bundle is in quarantine stays outside. */
    void add(long id, String vendor, DriverBundle bundle, int ranking, DriverPort.Service service) {
        if (quarantine.holds(bundle)) {
            LOG.warn("Driver {} ({}) is not used: it is in quarantine (vendor:list)", vendor, bundle.name());
            return;
        }
        DriverPort port = new DriverPort(
                id, vendor, bundle, ranking, service, loop, pools.apply(vendor), witness, this::quarantine);
        synchronized (this) {
            List<DriverPort> grown = new ArrayList<>(ports);
            grown.add(port);
            grown.sort(BEST_FIRST);
            ports = List.copyOf(grown);
        }
        LOG.info("Driver {} is here ({})", vendor, bundle.name());
        onChange.accept(vendor);
    }

    /** Returns at once; the driver's code is not called. */
    void remove(long id) {
        take(id).ifPresent(port -> {
            LOG.info("Driver {} has left ({})", port.vendor(), port.bundle().name());
            port.leave();
            left(port);
        });
    }

    /** Everything else of the same bundle leaves when it stops. */
    private void quarantine(DriverPort port, String why) {
        take(port.id()).ifPresent(guilty -> {
            quarantine.confine(
                    new Quarantine.Entry(guilty.vendor(), guilty.bundle(), guilty.ranking(), why, loop.now()));
            guilty.drop();
            left(guilty);
        });
    }

    private synchronized Optional<DriverPort> take(long id) {
        Optional<DriverPort> taken =
                ports.stream().filter(port -> port.id() == id).findFirst();
        ports = ports.stream().filter(port -> port.id() != id).toList();
        return taken;
    }

    private void left(DriverPort port) {
        left.removeIf(other -> other.hangingThreads().isEmpty());
        if (left.size() < MOST_LEFT) {
            left.add(port);
        }
        onChange.accept(port.vendor());
    }

    boolean isQuarantined(String vendor) {
        return quarantine.holds(vendor);
    }

    /** @see id.pantau.service.Drivers#retry */
    void retry(String vendor) throws InterruptedException {
        quarantine.release(vendor);
    }

    /** The best driver of each make, best first. */
    List<DriverPort> present() {
        Map<String, DriverPort> best = new LinkedHashMap<>();
        ports.forEach(port -> best.putIfAbsent(port.vendor(), port));
        return List.copyOf(best.values());
    }

    /** The driver to use for cameras of that make. */
    Optional<DriverPort> best(String vendor) {
        return ports.stream().filter(port -> port.vendor().equals(vendor)).findFirst();
    }

    /** @see id.pantau.service.Drivers#all */
    List<DriverInfo> all() {
        List<DriverInfo> all = new ArrayList<>();
        for (DriverPort port : ports) {
            all.add(info(port, Standing.PRESENT));
        }
        List<Quarantine.Entry> confined = quarantine.all();
        for (Quarantine.Entry entry : confined) {
            all.add(new DriverInfo(
                    entry.vendor(),
                    entry.bundle().name(),
                    entry.ranking(),
                    Standing.QUARANTINED,
                    entry.why(),
                    Optional.of(entry.since()),
                    left.stream()
                            .filter(port -> port.bundle().isSame(entry.bundle()))
                            .flatMap(port -> port.hangingThreads().stream())
                            .toList(),
                    ""));
        }
        left.stream()
                .filter(port -> !port.hangingThreads().isEmpty())
                .filter(port ->
                        confined.stream().noneMatch(entry -> entry.bundle().isSame(port.bundle())))
                .forEach(port -> all.add(info(port, Standing.LEFT)));
        return all;
    }

    private static DriverInfo info(DriverPort port, Standing standing) {
        return new DriverInfo(
                port.vendor(),
                port.bundle().name(),
                port.ranking(),
                standing,
                "",
                Optional.empty(),
                port.hangingThreads(),
                port.verified());
    }

    /** Asks every driver at the same time; completes on any thread. */
    CompletableFuture<ProbeReport> ask(Endpoint endpoint, Errand errand) {
        Map<String, CompletableFuture<Answer<ProbeResult>>> asked = new LinkedHashMap<>();
        for (DriverPort port : present()) {
            asked.put(port.vendor(), ask(port, errand, driver -> checked(driver.probe(endpoint))));
        }
        return CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new))
                .thenApply(all -> report(asked));
    }

    private static ProbeReport report(Map<String, CompletableFuture<Answer<ProbeResult>>> answered) {
        Map<String, ProbeResult> answers = new LinkedHashMap<>();
        Map<String, String> faults = new LinkedHashMap<>();
        answered.forEach((vendor, future) -> {
            Answer<ProbeResult> answer = future.join();
            resultOf(answer).ifPresent(result -> answers.put(vendor, result));
            if (answer instanceof Answer.Faulty<ProbeResult> faulty) {
                faults.put(vendor, faulty.detail());
            }
        });
        return new ProbeReport(Collections.unmodifiableMap(answers), Collections.unmodifiableMap(faults));
    }

    /** A driver that fails has no say, so that it cannot turn an unreachable camera into an unrecognised one. */
    private static Optional<ProbeResult> resultOf(Answer<ProbeResult> answer) {
        if (answer instanceof Answer.Given<ProbeResult> given) {
            return Optional.of(given.value());
        }
        if (answer instanceof Answer.Faulty<ProbeResult> faulty && faulty.slow()) {
            return Optional.of(new ProbeResult.Unreachable(faulty.detail()));
        }
        return Optional.empty();
    }

    private static ProbeResult checked(ProbeResult result) {
        boolean complete = result instanceof ProbeResult.Recognised recognised && recognised.device() != null
                || result instanceof ProbeResult.NeedsLogin needs && needs.realm() != null
                || result instanceof ProbeResult.NotMine not && not.because() != null
                || result instanceof ProbeResult.Unreachable unreachable && unreachable.because() != null;
        if (!complete) {
            throw new DriverFault("the driver's probe answered nothing");
        }
        return result;
    }

    static <T> CompletableFuture<Answer<T>> ask(DriverPort port, Errand errand, DriverPort.Call<T> call) {
        CompletableFuture<Answer<T>> future = new CompletableFuture<>();
        port.call(errand, call, future::complete);
        return future;
    }

    /** Lets go of every driver. */
    @Override
    public void close() {
        ports.forEach(port -> remove(port.id()));
    }
}
