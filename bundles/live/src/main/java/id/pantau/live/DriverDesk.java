package id.pantau.live;

import id.pantau.model.Credentials;
import id.pantau.model.DeviceInfo;
import id.pantau.model.Endpoint;
import id.pantau.service.Drivers;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.Channel;
import id.pantau.spi.vendor.Facet;
import id.pantau.spi.vendor.HasFacets;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Questions to drivers whose answers somebody waits for. Thread-safe; the callers' threads run no driver code. */
final class DriverDesk implements Drivers {
    private static final Duration LONGEST_SEARCH = Duration.ofSeconds(10);
    private static final int MOST_FOUND = 4096;
    private static final int MOST_PROFILES = 64;
    private static final List<Class<? extends Facet>> OF_DEVICES = List.of(Facet.Clock.class, Facet.Events.class);
    private static final List<Class<? extends Facet>> OF_CHANNELS =
            List.of(Facet.Snapshots.class, Facet.Ptz.class, Facet.Encoding.class);

    private final DriverBay bay;
    private final Supplier<Instant> now;

    DriverDesk(DriverBay bay, Supplier<Instant> now) {
        this.bay = bay;
        this.now = now;
    }

    @Override
    public List<DriverInfo> all() {
        return bay.all();
    }

    @Override
    public void retry(String vendor) throws InterruptedException {
        bay.retry(vendor);
    }

    @Override
    public ProbeReport probe(Endpoint endpoint) throws InterruptedException {
        return await(bay.ask(endpoint, Errand.probe(endpoint)));
    }

    @Override
    public LoginReport login(String vendor, Endpoint endpoint, Credentials credentials)
            throws CameraException, InterruptedException {
        return visit(
                vendor,
                endpoint,
                credentials,
                session -> new LoginReport(
                        device(session),
                        Login.channels(session).stream().map(Channel::id).toList()));
    }

    @Override
    public DeviceReport inspect(String vendor, Endpoint endpoint, Credentials credentials)
            throws CameraException, InterruptedException {
        return visit(vendor, endpoint, credentials, session -> {
            List<ChannelReport> channels = new ArrayList<>();
            for (Channel channel : Login.channels(session)) {
                channels.add(new ChannelReport(
                        channel.id(),
                        channel.profiles().stream().limit(MOST_PROFILES).toList(),
                        abilities(channel, OF_CHANNELS)));
            }
            return new DeviceReport(device(session), channels, clockOffset(session), abilities(session, OF_DEVICES));
        });
    }

    private static DeviceInfo device(CameraSession session) {
        DeviceInfo device = session.device();
        if (device == null || device.make() == null || device.model() == null || device.serial() == null) {
            throw new DriverFault("the driver's session names no device");
        }
        return device;
    }

    private static List<String> abilities(HasFacets owner, List<Class<? extends Facet>> types) {
        return types.stream()
                .filter(type -> Login.ability(owner, type).isPresent())
                .map(Login::name)
                .toList();
    }

    /** A device that will not say what time it is has everything else to report. */
    private Optional<Duration> clockOffset(CameraSession session) throws InterruptedException {
        try {
            Optional<Facet.Clock> clock = Login.ability(session, Facet.Clock.class);
            return clock.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Duration.between(now.get(), clock.get().read()));
        } catch (CameraException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<Check> verify(String vendor) throws InterruptedException {
        return verify(vendor, port -> List.of());
    }

    @Override
    public List<Check> verify(String vendor, Endpoint device, Credentials credentials) throws InterruptedException {
        return verify(vendor, port -> new DeviceTrial(port, device, credentials).run());
    }

    /** A part of a trial. */
    private interface OnDevice {
        List<Check> run(DriverPort port) throws InterruptedException;
    }

    /** The device first: whoever waits wants to see that, and that its login is right. */
    private List<Check> verify(String vendor, OnDevice device) throws InterruptedException {
        DriverPort port = bay.best(vendor)
                .orElseThrow(
                        () -> new NoSuchElementException("there is no driver called '" + vendor + "' (vendor:list)"));
        try {
            List<Check> checks = new ArrayList<>(device.run(port));
            int onDevice = checks.size();
            checks.addAll(new Trial(port).run());
            long failed = checks.stream().filter(check -> !check.passed()).count();
            port.verified((failed == 0 ? "passed " + checks.size() : "failed " + failed) + " rules"
                    + (onDevice == 0 ? "" : ", tried on a device too"));
            return checks;
        } catch (IOException e) {
            throw new IllegalStateException("no ports are free on this machine for the trial", e);
        }
    }

    @Override
    public void discover(Duration patience, Consumer<Endpoint> found) throws InterruptedException {
        Duration bounded = patience.compareTo(LONGEST_SEARCH) < 0 ? patience : LONGEST_SEARCH;
        List<CompletableFuture<Answer<Boolean>>> searches = new ArrayList<>();
        for (DriverPort port : bay.present()) {
            AtomicInteger count = new AtomicInteger();
            searches.add(DriverBay.ask(port, Errand.search(bounded), driver -> {
                Optional<Facet.Discovery> discovery = Login.ability(driver, Facet.Discovery.class);
                if (discovery.isPresent()) {
                    discovery.get().search(bounded, endpoint -> {
                        if (endpoint != null && count.incrementAndGet() <= MOST_FOUND) {
                            found.accept(endpoint);
                        }
                    });
                }
                return discovery.isPresent();
            }));
        }
        for (CompletableFuture<Answer<Boolean>> search : searches) {
            await(search);
        }
    }

    /**
     * One visit to a device.
     *
     * @throws CameraException of kind UNSUPPORTED when there is no such driver, and of kind PROTOCOL when it breaks its
     *     contract
     */
    <T> T visit(String vendor, Endpoint endpoint, Credentials credentials, Login.Look<T> look)
            throws CameraException, InterruptedException {
        DriverPort port = bay.best(vendor)
                .orElseThrow(() -> new CameraException(
                        CameraException.Kind.UNSUPPORTED,
                        bay.isQuarantined(vendor)
                                ? "the driver " + vendor + " is in quarantine (vendor:list)"
                                : "there is no driver called " + vendor));
        Login login = new Login(endpoint, credentials);
        Answer<T> answer = await(DriverBay.ask(port, Errand.visit(endpoint), driver -> login.with(driver, look)));
        if (answer instanceof Answer.Given<T> given) {
            return given.value();
        }
        if (answer instanceof Answer.Failed<T> failed) {
            throw new CameraException(failed.kind(), login.redact(failed.detail()));
        }
        if (answer instanceof Answer.Faulty<T> faulty) {
            throw new CameraException(CameraException.Kind.PROTOCOL, faulty.detail());
        }
        throw new CameraException(CameraException.Kind.UNSUPPORTED, "the driver " + vendor + " has just left");
    }

    private static <T> T await(CompletableFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a driver's answer never completes exceptionally", e);
        }
    }
}
