package id.pantau.live;

import id.pantau.model.Credentials;
import id.pantau.model.DeviceInfo;
import id.pantau.model.Endpoint;
import id.pantau.service.Drivers;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.Channel;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The drivers that are present. Thread-safe. */
final class DriverBay implements Drivers, AutoCloseable {
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
    private final Deque<DriverPort> left = new ConcurrentLinkedDeque<>();
    private volatile List<DriverPort> ports = List.of();
    private volatile Consumer<String> onChange = vendor -> {};

    /** @param pools makes the pool for a driver of that make */
    DriverBay(Loop loop, Function<String, ThreadPoolExecutor> pools, Quarantine quarantine) {
        this.loop = loop;
        this.pools = pools;
        this.quarantine = quarantine;
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
        DriverPort port =
                new DriverPort(id, vendor, bundle, ranking, service, loop, pools.apply(vendor), this::quarantine);
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
            let(port);
        });
    }

    /** Everything else of the same bundle leaves when it stops. */
    private void quarantine(DriverPort port, String why) {
        take(port.id()).ifPresent(guilty -> {
            quarantine.confine(
                    new Quarantine.Entry(guilty.vendor(), guilty.bundle(), guilty.ranking(), why, loop.now()));
            let(guilty);
        });
    }

    private synchronized Optional<DriverPort> take(long id) {
        Optional<DriverPort> taken =
                ports.stream().filter(port -> port.id() == id).findFirst();
        ports = ports.stream().filter(port -> port.id() != id).toList();
        return taken;
    }

    private void let(DriverPort port) {
        port.leave();
        left.removeIf(other -> other.hangingThreads().isEmpty());
        if (left.size() < MOST_LEFT) {
            left.add(port);
        }
        onChange.accept(port.vendor());
    }

    boolean isQuarantined(String vendor) {
        return quarantine.holds(vendor);
    }

    @Override
    public void retry(String vendor) throws InterruptedException {
        quarantine.release(vendor);
    }

    /** The driver to use for cameras of that make. */
    Optional<DriverPort> best(String vendor) {
        return ports.stream().filter(port -> port.vendor().equals(vendor)).findFirst();
    }

    @Override
    public List<DriverInfo> all() {
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
                            .toList()));
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
                port.hangingThreads());
    }

    @Override
    public ProbeReport probe(Endpoint endpoint) throws InterruptedException {
        Map<String, CompletableFuture<Answer<ProbeResult>>> asked = new LinkedHashMap<>();
        for (DriverPort port : ports) {
            asked.computeIfAbsent(
                    port.vendor(),
                    vendor -> ask(port, Errand.probe(endpoint), driver -> checked(driver.probe(endpoint))));
        }
        Map<String, ProbeResult> answers = new LinkedHashMap<>();
        for (Map.Entry<String, CompletableFuture<Answer<ProbeResult>>> entry : asked.entrySet()) {
            resultOf(await(entry.getValue())).ifPresent(result -> answers.put(entry.getKey(), result));
        }
        return new ProbeReport(Collections.unmodifiableMap(answers));
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

    @Override
    public LoginReport login(String vendor, Endpoint endpoint, Credentials credentials)
            throws CameraException, InterruptedException {
        DriverPort port = best(vendor)
                .orElseThrow(() ->
                        new CameraException(CameraException.Kind.UNSUPPORTED, "there is no driver called " + vendor));
        Login login = new Login(endpoint, credentials);
        Answer<LoginReport> answer = await(ask(
                port,
                Errand.visit(endpoint),
                driver -> login.with(driver, session -> {
                    DeviceInfo device = session.device();
                    if (device == null || device.make() == null || device.model() == null) {
                        throw new DriverFault("the driver's session names no device");
                    }
                    return new LoginReport(
                            device.make(),
                            device.model(),
                            Login.channels(session).stream().map(Channel::id).toList());
                })));
        if (answer instanceof Answer.Given<LoginReport> given) {
            return given.value();
        }
        if (answer instanceof Answer.Failed<LoginReport> failed) {
            throw new CameraException(failed.kind(), login.redact(failed.detail()));
        }
        if (answer instanceof Answer.Faulty<LoginReport> faulty) {
            throw new CameraException(CameraException.Kind.PROTOCOL, faulty.detail());
        }
        throw new CameraException(CameraException.Kind.UNSUPPORTED, "the driver " + vendor + " has just left");
    }

    private static <T> CompletableFuture<Answer<T>> ask(DriverPort port, Errand errand, DriverPort.Call<T> call) {
        CompletableFuture<Answer<T>> future = new CompletableFuture<>();
        port.call(errand, call, future::complete);
        return future;
    }

    private static <T> Answer<T> await(CompletableFuture<Answer<T>> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a driver's answer never completes exceptionally", e);
        }
    }

    /** Lets go of every driver. */
    @Override
    public void close() {
        ports.forEach(port -> remove(port.id()));
    }
}
