package id.pantau.onboarding;

import id.pantau.model.Camera;
import id.pantau.model.DeviceInfo;
import id.pantau.model.Endpoint;
import id.pantau.service.Cameras;
import id.pantau.service.Discovery;
import id.pantau.service.Drivers;
import id.pantau.service.Drivers.ProbeReport;
import id.pantau.spi.vendor.ProbeResult;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes through addresses with a few threads, which end with the search: first it knocks, which is mostly waiting; then the
 * drivers look at what opened, on threads of theirs, so that more of ours would only wait in line.
 */
final class Sweep implements Discovery {
    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
    private static final int KNOCKING = 32;
    private static final int LOOKING = 4;
    private static final int MOST_PORTS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Set<Integer> STANDARD_PORTS = Set.of(80, 554);

    private final Drivers drivers;
    private final Cameras cameras;
    private final Supplier<Networks> networks;
    private final Knock knock;
    private final Semaphore one = new Semaphore(1);

    Sweep(Drivers drivers, Cameras cameras, Supplier<Networks> networks, Knock knock) {
        this.drivers = drivers;
        this.cameras = cameras;
        this.networks = networks;
        this.knock = knock;
    }

    @Override
    public List<Found> search(List<String> within, List<Integer> ports, Consumer<Progress> progress)
            throws InterruptedException {
        if (ports.isEmpty() || ports.size() > MOST_PORTS || ports.stream().anyMatch(p -> p < 1 || p > 65535)) {
            throw new IllegalArgumentException("1 to " + MOST_PORTS + " ports, each between 1 and 65535");
        }
        List<String> hosts = networks.get().addresses(within, MOST_ADDRESSES);
        if (!one.tryAcquire()) {
            throw new IllegalStateException("another search is running");
        }
        try {
            return new Search(hosts, ports, progress).run();
        } finally {
            one.release();
        }
    }

    /** One search. */
    private final class Search {
        private final Set<String> hosts;
        private final List<Integer> ports;
        private final Consumer<Progress> progress;
        private final Map<String, List<Camera>> registered;
        private final Map<String, Found> found = new ConcurrentHashMap<>();
        private final AtomicInteger done = new AtomicInteger();
        private final int total;

        Search(List<String> hosts, List<Integer> ports, Consumer<Progress> progress) {
            this.hosts = Set.copyOf(hosts);
            this.ports = ports;
            this.progress = progress;
            this.registered = cameras.all().stream()
                    .collect(Collectors.groupingBy(camera -> camera.endpoint().host()));
            this.total = hosts.size();
        }

        List<Found> run() throws InterruptedException {
            each(LOOKING, announced(), this::look);
            Queue<List<Endpoint>> opened = new ConcurrentLinkedQueue<>();
            each(KNOCKING, hosts, host -> {
                List<Endpoint> open = knockAt(host);
                if (open.isEmpty()) {
                    done.incrementAndGet();
                } else {
                    opened.add(open);
                }
            });
            each(LOOKING, opened, open -> {
                open.forEach(this::look);
                done.incrementAndGet();
            });
            tell();
            return found.values().stream()
                    .sorted(Comparator.comparing(f -> f.endpoint().toString()))
                    .toList();
        }

        /** Does it for each of them, on so many threads, which have ended when this returns. */
        private <T> void each(int threads, Collection<T> all, Consumer<T> task) throws InterruptedException {
            ExecutorService pool = Executors.newFixedThreadPool(threads, work -> new Thread(work, "pantau-discovery"));
            try {
                List<Future<?>> work = new ArrayList<>();
                all.forEach(item -> work.add(pool.submit(() -> task.accept(item))));
                for (Future<?> each : work) {
                    await(each);
                }
            } finally {
                pool.shutdownNow();
            }
            pool.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }

        /** What answers drivers by itself, at addresses that are searched. */
        private Set<Endpoint> announced() throws InterruptedException {
            ConcurrentLinkedQueue<Endpoint> heard = new ConcurrentLinkedQueue<>();
            AtomicInteger count = new AtomicInteger();
            drivers.discover(PATIENCE, endpoint -> {
                if (hosts.contains(endpoint.host()) && count.incrementAndGet() <= MOST_ADDRESSES) {
                    heard.add(endpoint);
                }
            });
            return Set.copyOf(heard);
        }

        private void await(Future<?> work) throws InterruptedException {
            while (true) {
                try {
                    work.get(1, TimeUnit.SECONDS);
                    return;
                } catch (TimeoutException e) {
                    tell();
                } catch (ExecutionException e) {
                    LOG.warn("An address could not be searched: {}", String.valueOf(e.getCause()));
                    return;
                }
            }
        }

        private void tell() {
            progress.accept(new Progress(done.get(), total, found.size()));
        }

        /** What opens there and is to be looked at. */
        private List<Endpoint> knockAt(String host) {
            List<Endpoint> open = new ArrayList<>();
            for (int port : ports) {
                if (!Thread.currentThread().isInterrupted() && mayBe(at(host, port)) && knock.opens(host, port)) {
                    open.add(at(host, port));
                    if (STANDARD_PORTS.contains(port)) {
                        return open; // drivers look at all standard ports
                    }
                }
            }
            return open;
        }

        private Endpoint at(String host, int port) {
            String literal = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
            return Endpoint.parse(STANDARD_PORTS.contains(port) ? literal : literal + ":" + port);
        }

        private boolean mayBe(Endpoint endpoint) {
            try {
                networks.get().pin(endpoint);
                return true;
            } catch (Networks.AddressRefusedException | UnknownHostException e) {
                return false;
            }
        }

        private void look(Endpoint endpoint) {
            String device = DeviceAddress.device(endpoint);
            if (found.containsKey(device) || !mayBe(endpoint)) {
                return;
            }
            try {
                ProbeReport report = drivers.probe(endpoint);
                if (!report.unreachable()) {
                    found.putIfAbsent(device, found(endpoint, report));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private Found found(Endpoint endpoint, ProbeReport report) {
            Optional<ProbeResult> best = report.chosen().map(report.answers()::get);
            DeviceInfo device = best.filter(ProbeResult.Recognised.class::isInstance)
                    .map(result -> ((ProbeResult.Recognised) result).device())
                    .orElse(DeviceInfo.UNKNOWN);
            String why = best.isPresent()
                    ? ""
                    : report.answers().entrySet().stream()
                            .map(answer -> answer.getKey() + ": " + words(answer.getValue()))
                            .collect(Collectors.joining("; "));
            return new Found(
                    endpoint,
                    report.chosen(),
                    device,
                    best.filter(ProbeResult.NeedsLogin.class::isInstance).isPresent(),
                    why,
                    registered.getOrDefault(endpoint.host(), List.of()).stream()
                            .filter(camera -> DeviceAddress.sameDevice(camera.endpoint(), endpoint))
                            .map(Camera::id)
                            .toList());
        }
    }

    private static String words(ProbeResult result) {
        return result instanceof ProbeResult.NotMine other
                ? other.because()
                : result instanceof ProbeResult.Unreachable none ? none.because() : "";
    }
}
