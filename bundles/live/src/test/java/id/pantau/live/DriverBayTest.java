package id.pantau.live;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.model.StreamProfile;
import id.pantau.service.Drivers.ChannelReport;
import id.pantau.service.Drivers.DeviceReport;
import id.pantau.service.Drivers.ProbeReport;
import id.pantau.spi.vendor.CameraDriver;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.Facet;
import id.pantau.spi.vendor.ProbeResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The drivers that are present")
@Timeout(30)
class DriverBayTest {
    private static final Endpoint DEVICE = Endpoint.parse("10.0.0.1");
    private static final Credentials LOGIN = new Credentials("viewer", "s3cret-pass");

    private final FakeLoop loop = new FakeLoop();
    private final DriverBay bay = new DriverBay(
            loop,
            vendor -> new ThreadPoolExecutor(2, 2, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(10)),
            new FakeBundles().quarantine(),
            (device, then) -> then.run());
    private final DriverDesk desk = new DriverDesk(bay, loop::now);
    private long ids;

    @AfterEach
    void close() {
        bay.close();
    }

    private void add(String vendor, int ranking, CameraDriver driver) {
        long id = ++ids;
        bay.add(id, vendor, FakeBundles.bundle(id), ranking, new DriverPort.Service() {
            @Override
            public CameraDriver get() {
                return driver;
            }

            @Override
            public void release() {}
        });
    }

    private static FakeDriver answering(ProbeResult result) {
        return new FakeDriver("/") {
            @Override
            public ProbeResult probe(Endpoint endpoint) {
                return result;
            }
        };
    }

    @Test
    @DisplayName("are asked all at once and answer best first, by ranking and then by name")
    void probe() throws InterruptedException {
        CountDownLatch together = new CountDownLatch(3);
        for (String vendor : List.of("rtsp", "onvif")) {
            add(vendor, 0, new FakeDriver("/") {
                @Override
                public ProbeResult probe(Endpoint endpoint) throws InterruptedException {
                    together.countDown();
                    together.await();
                    return new ProbeResult.NeedsLogin("a realm");
                }
            });
        }
        add("acme", 50, new FakeDriver("/") {
            @Override
            public ProbeResult probe(Endpoint endpoint) throws InterruptedException {
                together.countDown();
                together.await();
                return new ProbeResult.NotMine("no Acme");
            }
        });
        ProbeReport report = desk.probe(DEVICE);
        assertEquals(
                List.of("acme", "onvif", "rtsp"), List.copyOf(report.answers().keySet()));
        assertEquals(Optional.of("onvif"), report.chosen());
    }

    @Test
    @DisplayName("have no say when they break their contract, so that an unreachable device stays unreachable")
    void brokenProbe() throws InterruptedException {
        add("rtsp", 0, answering(new ProbeResult.Unreachable("refused")));
        add("shoddy", 100, answering(null));
        add("hollow", 100, answering(new ProbeResult.Recognised(null)));
        add("angry", 100, new FakeDriver("/") {
            @Override
            public ProbeResult probe(Endpoint endpoint) {
                throw new NoSuchMethodError("x");
            }
        });
        ProbeReport report = desk.probe(DEVICE);
        assertEquals(List.of("rtsp"), List.copyOf(report.answers().keySet()));
        assertTrue(report.unreachable());
    }

    @Test
    @DisplayName("that only look at the address have no say either in whether somebody answers at it")
    void byAddress() throws InterruptedException {
        add("rtsp", 0, answering(new ProbeResult.Unreachable("refused")));
        add("onvif", 100, answering(ProbeResult.NotMine.byAddress("an RTSP address")));
        assertTrue(desk.probe(DEVICE).unreachable());
        add("acme", 100, answering(new ProbeResult.NotMine("answers HTTP 404")));
        assertFalse(desk.probe(DEVICE).unreachable());
    }

    @Test
    @DisplayName("are waited for as long as a deadline, and one that hangs does not keep the others' answers")
    void slowProbe() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        add("rtsp", 0, answering(new ProbeResult.NeedsLogin("a realm")));
        add("slow", 100, new FakeDriver("/") {
            @Override
            public ProbeResult probe(Endpoint endpoint) throws InterruptedException {
                begun.countDown();
                new CountDownLatch(1).await();
                throw new IllegalStateException();
            }
        });
        CompletableFuture<ProbeReport> asked = CompletableFuture.supplyAsync(() -> {
            try {
                return desk.probe(DEVICE);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        begun.await();
        await().until(() -> loop.waiting() == 1); // the deadline of the slow one alone
        loop.advance(Duration.ofSeconds(4));
        ProbeReport report = asked.get();
        assertInstanceOf(ProbeResult.Unreachable.class, report.answers().get("slow"));
        assertEquals(Optional.of("rtsp"), report.chosen());
    }

    @Test
    @DisplayName("are used by ranking when two serve the same make")
    void bestOfOneMake() throws Exception {
        FakeDriver old = new FakeDriver("/old/");
        FakeDriver better = new FakeDriver("/new/");
        add("acme", 0, old);
        add("acme", 5, better);
        desk.login("acme", DEVICE, LOGIN);
        assertEquals(0, old.opens.get());
        assertEquals(1, better.opens.get());
        assertEquals(2, bay.all().size());
        assertEquals("bundle-2 1", bay.all().get(0).bundle());
    }

    @Test
    @DisplayName("log in once, say what the device offers, and log out")
    void login() throws Exception {
        FakeDriver driver = new FakeDriver("/");
        add("acme", 0, driver);
        assertEquals(
                new id.pantau.service.Drivers.LoginReport(
                        new id.pantau.model.DeviceInfo("Fake", "One", "1"), List.of("1")),
                desk.login("acme", DEVICE, LOGIN));
        assertEquals(1, driver.opens.get());
        assertEquals(0, driver.sessionsOpen.get());
    }

    @Test
    @DisplayName("hand over why a login failed, without the login")
    void failedLogin() {
        add("acme", 0, new FakeDriver("/") {
            @Override
            public CameraSession open(Endpoint endpoint, Credentials credentials) throws CameraException {
                throw new CameraException(CameraException.Kind.UNAUTHORIZED, "no entry with " + credentials.password());
            }
        });
        CameraException refused = assertThrows(CameraException.class, () -> desk.login("acme", DEVICE, LOGIN));
        assertEquals(CameraException.Kind.UNAUTHORIZED, refused.kind());
        assertFalse(refused.getMessage().contains(LOGIN.password()));

        CameraException absent = assertThrows(CameraException.class, () -> desk.login("other", DEVICE, LOGIN));
        assertEquals(CameraException.Kind.UNSUPPORTED, absent.kind());
    }

    @Test
    @DisplayName("say what a device offers: channels, profiles, abilities and how wrong its clock is")
    void inspect() throws Exception {
        FakeDriver driver = new FakeDriver("/") {
            @Override
            <F extends Facet> Optional<F> ability(Class<F> type) {
                return type == Facet.Clock.class
                        ? Optional.of(type.cast((Facet.Clock) () -> loop.now().minusSeconds(90)))
                        : Optional.empty();
            }
        };
        add("acme", 0, driver);
        DeviceReport report = desk.inspect("acme", DEVICE, LOGIN);
        assertEquals("One", report.device().model());
        assertEquals(Optional.of(Duration.ofSeconds(-90)), report.clockOffset());
        assertEquals(List.of("clock"), report.abilities());
        assertEquals(
                List.of("1"), report.channels().stream().map(ChannelReport::id).toList());
        assertEquals(
                List.of("main", "sub"),
                report.channels().get(0).profiles().stream()
                        .map(StreamProfile::name)
                        .toList());
        assertEquals(1, driver.opens.get());
        assertEquals(0, driver.sessionsOpen.get());
    }

    @Test
    @DisplayName("that broke their contract are named with what they did")
    void faults() throws Exception {
        add("rtsp", 0, answering(new ProbeResult.NotMine("a printer")));
        add("shoddy", 100, answering(null));
        assertEquals(
                Map.of("shoddy", "the driver's probe answered nothing"),
                desk.probe(DEVICE).faults());
    }

    @Test
    @DisplayName("find devices by themselves where they can, a bounded number, and one that fails keeps nobody from it")
    void discover() throws Exception {
        add("acme", 0, searching(found -> {
            for (int i = 0; i < 5_000; i++) {
                found.accept(Endpoint.parse("10.0.0.1"));
            }
        }));
        add("shoddy", 0, searching(found -> {
            found.accept(Endpoint.parse("10.0.0.2"));
            throw new IllegalStateException("shoddy");
        }));
        add("rtsp", 0, new FakeDriver("/"));
        List<Endpoint> found = new CopyOnWriteArrayList<>();
        desk.discover(Duration.ofSeconds(1), found::add);
        assertEquals(4_097, found.size());
    }

    private static FakeDriver searching(Consumer<Consumer<Endpoint>> search) {
        return new FakeDriver("/") {
            @Override
            public <F extends Facet> Optional<F> facet(Class<F> type) {
                return type == Facet.Discovery.class
                        ? Optional.of(type.cast((Facet.Discovery) (patience, found) -> search.accept(found)))
                        : Optional.empty();
            }
        };
    }
}
