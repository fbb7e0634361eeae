package id.pantau.live;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.spi.vendor.CameraDriver;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraSession;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The way to a driver")
class DriverPortTest {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Endpoint DEVICE = Endpoint.parse("10.0.0.1");

    private final FakeLoop loop = new FakeLoop();
    private ThreadPoolExecutor pool = new ThreadPoolExecutor(2, 2, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(3));
    private final List<Answer<?>> answers = new CopyOnWriteArrayList<>();
    private final List<String> verdicts = new CopyOnWriteArrayList<>();
    private int devices;
    private volatile boolean reachable = true;
    private final CountDownLatch neverEnding = new CountDownLatch(1);

    @AfterEach
    void letGo() {
        neverEnding.countDown();
        pool.shutdownNow();
    }

    private DriverPort port(CameraDriver driver) {
        AtomicReference<CameraDriver> held = new AtomicReference<>(driver);
        return new DriverPort(
                1,
                "acme",
                FakeBundles.bundle(1),
                0,
                new DriverPort.Service() {
                    @Override
                    public CameraDriver get() {
                        return held.get();
                    }

                    @Override
                    public void release() {
                        held.set(null);
                    }
                },
                loop,
                pool,
                (device, then) -> {
                    if (reachable) {
                        then.run();
                    }
                },
                (condemned, why) -> verdicts.add(why));
    }

    private Errand errand() {
        return errand("10.0.0." + ++devices, DEADLINE);
    }

    private static Errand errand(String device, Duration deadline) {
        return new Errand(Errand.Kind.VISIT, device, DEADLINE, deadline);
    }

    private <T> void call(DriverPort port, DriverPort.Call<T> call) {
        port.call(errand(), call, answers::add);
    }

    private Answer<?> onlyAnswer() {
        await().until(() -> !answers.isEmpty());
        assertEquals(1, answers.size());
        return answers.get(0);
    }

    private void awaitLatch(CountDownLatch latch) throws InterruptedException {
        assertTrue(latch.await(10, TimeUnit.SECONDS));
    }

    /** Waits for ever, whoever interrupts. */
    private String stubborn(CountDownLatch begun) {
        begun.countDown();
        while (true) {
            try {
                neverEnding.await();
                return "late";
            } catch (InterruptedException e) {
                continue;
            }
        }
    }

    @Test
    @DisplayName("hands the answer over, from a thread that is not the caller's")
    void answers() {
        AtomicReference<Thread> thread = new AtomicReference<>();
        call(port(new FakeDriver("/")), driver -> {
            thread.set(Thread.currentThread());
            return "yes";
        });
        assertEquals(new Answer.Given<>("yes"), onlyAnswer());
        assertTrue(thread.get() != Thread.currentThread());
    }

    @Test
    @DisplayName("hands over what the device said, and keeps a driver's own failures apart without their words")
    void failures() {
        DriverPort port = port(new FakeDriver("/"));
        call(port, driver -> {
            throw new CameraException(CameraException.Kind.BUSY, "five sessions already");
        });
        assertEquals(new Answer.Failed<>(CameraException.Kind.BUSY, "five sessions already"), onlyAnswer());

        answers.clear();
        call(port, driver -> {
            throw new StackOverflowError("password=secret");
        });
        assertEquals(new Answer.Faulty<>("the driver failed with StackOverflowError", false), onlyAnswer());
    }

    @Test
    @DisplayName("blames a driver for what it throws, but not for everybody's memory")
    void blame() {
        DriverPort port = port(new FakeDriver("/"));
        for (int i = 0; i < 10; i++) {
            answers.clear();
            call(port, driver -> {
                throw new OutOfMemoryError("Java heap space");
            });
            assertEquals(new Answer.Faulty<>("the platform is out of memory", true), onlyAnswer());
        }
        assertEquals(List.of(), verdicts);
        for (int i = 0; i < 5; i++) {
            answers.clear();
            call(port, driver -> {
                throw new NoSuchFieldError("x");
            });
            onlyAnswer();
        }
        assertEquals(List.of("the driver failed with NoSuchFieldError"), verdicts);
    }

    @Test
    @DisplayName("gives a call up after its deadline and interrupts it, and the thread is good for the next call")
    void deadline() throws InterruptedException {
        DriverPort port = port(new FakeDriver("/"));
        for (int i = 0; i < 5; i++) {
            answers.clear();
            CountDownLatch begun = new CountDownLatch(1);
            AtomicBoolean interrupted = new AtomicBoolean();
            call(port, driver -> {
                begun.countDown();
                try {
                    return neverEnding.await(1, TimeUnit.HOURS);
                } catch (InterruptedException e) {
                    interrupted.set(true);
                    throw e;
                }
            });
            awaitLatch(begun);
            loop.advance(DEADLINE.minusMillis(1));
            assertEquals(0, answers.size());
            loop.advance(Duration.ofMillis(1));
            assertEquals(new Answer.Faulty<>("the driver gave no answer within 10 s", true), onlyAnswer());
            await().untilTrue(interrupted);
        }
    }

    @Test
    @DisplayName("calls a driver no more while all its threads ignore that they were interrupted")
    void hanging() throws InterruptedException {
        DriverPort port = port(new FakeDriver("/"));
        CountDownLatch begun = new CountDownLatch(2);
        call(port, driver -> stubborn(begun));
        call(port, driver -> stubborn(begun));
        awaitLatch(begun);
        loop.advance(DEADLINE);
        answers.clear();

        call(port, driver -> "never asked");
        assertEquals(new Answer.Faulty<>("the driver does not return from its calls", true), onlyAnswer());

        neverEnding.countDown();
        await().untilAsserted(() -> {
            answers.clear();
            call(port, driver -> "again");
            assertEquals(new Answer.Given<>("again"), onlyAnswer());
        });
    }

    @Test
    @DisplayName("lets no more calls wait than its queue holds, and none longer than its patience")
    void bounded() throws InterruptedException {
        DriverPort port = port(new FakeDriver("/"));
        CountDownLatch begun = new CountDownLatch(2);
        port.call(errand("busy", Duration.ofHours(1)), driver -> stubborn(begun), answer -> {});
        port.call(errand("busy", Duration.ofHours(1)), driver -> stubborn(begun), answer -> {});
        awaitLatch(begun);
        for (int i = 0; i < 3; i++) {
            call(port, driver -> "waits");
        }
        assertEquals(List.of(), answers);
        call(port, driver -> "too many");
        assertEquals(new Answer.Faulty<>("too many calls wait for the driver", true), onlyAnswer());

        answers.clear();
        loop.advance(DEADLINE);
        assertEquals(3, answers.size());
        assertEquals(new Answer.Faulty<>("the driver was busy for 10 s with other calls", true), answers.get(0));
    }

    @Test
    @DisplayName(
            "answers at once when the driver leaves in the middle of a call, and closes its session off the caller")
    void leaving() throws InterruptedException {
        CountDownLatch looking = new CountDownLatch(1);
        AtomicReference<Thread> closedBy = new AtomicReference<>();
        FakeDriver driver = new FakeDriver("/") {
            @Override
            CameraSession session(Endpoint endpoint) {
                CameraSession session = super.session(endpoint);
                return new CameraSession() {
                    @Override
                    public id.pantau.model.DeviceInfo device() {
                        return session.device();
                    }

                    @Override
                    public List<id.pantau.spi.vendor.Channel> channels() {
                        return session.channels();
                    }

                    @Override
                    public void close() {
                        closedBy.set(Thread.currentThread());
                        session.close();
                    }
                };
            }
        };
        DriverPort port = port(driver);
        call(
                port,
                d -> new Login(DEVICE, Credentials.NONE).with(d, session -> {
                    looking.countDown();
                    return neverEnding.await(1, TimeUnit.HOURS);
                }));
        awaitLatch(looking);

        port.leave();
        assertEquals(List.of(new Answer.Gone<>()), answers);
        await().until(() -> driver.sessionsOpen.get() == 0);
        assertTrue(closedBy.get() != Thread.currentThread());
        assertTrue(pool.awaitTermination(10, TimeUnit.SECONDS));

        answers.clear();
        call(port, d -> "too late");
        assertInstanceOf(Answer.Gone.class, onlyAnswer());
    }

    @Test
    @DisplayName("keeps nothing of a driver that left")
    void forgets() {
        DriverPort port = port(new FakeDriver("/"));
        AtomicReference<WeakReference<CameraDriver>> seen = new AtomicReference<>();
        call(port, driver -> {
            seen.set(new WeakReference<>(driver));
            throw new IllegalStateException();
        });
        onlyAnswer();
        port.leave();
        await().untilAsserted(() -> {
            System.gc();
            assertTrue(seen.get().refersTo(null));
        });
        assertEquals("acme", port.vendor());
    }

    @Test
    @DisplayName("does not let one device that it hangs on take a second thread")
    void oneThreadForEachDevice() throws InterruptedException {
        DriverPort port = port(new FakeDriver("/"));
        CountDownLatch begun = new CountDownLatch(1);
        port.call(errand("slow", DEADLINE), driver -> stubborn(begun), answer -> {});
        awaitLatch(begun);
        loop.advance(DEADLINE);

        port.call(errand("slow", DEADLINE), driver -> "never asked", answers::add);
        assertEquals(
                new Answer.Faulty<>("the driver has not returned from its last call to this device", true),
                onlyAnswer());
        answers.clear();
        port.call(errand("another", DEADLINE), driver -> "asked", answers::add);
        assertEquals(new Answer.Given<>("asked"), onlyAnswer());
    }

    @Test
    @DisplayName(
            "tells once of a driver that has served nobody and does not come back when it is interrupted, and names its thread")
    void stubbornDriver() throws InterruptedException {
        DriverPort port = port(new FakeDriver("/"));
        CountDownLatch begun = new CountDownLatch(1);
        AtomicReference<String> thread = new AtomicReference<>();
        call(port, driver -> {
            thread.set(Thread.currentThread().getName());
            return stubborn(begun);
        });
        awaitLatch(begun);
        loop.advance(DEADLINE.plusSeconds(4));
        assertEquals(List.of(), verdicts);
        loop.advance(Duration.ofSeconds(1));
        assertEquals(List.of("its thread " + thread.get() + " ignores that it was interrupted"), verdicts);
        loop.advance(Duration.ofMinutes(2));
        assertEquals(1, verdicts.size());

        port.leave();
        assertEquals(List.of(thread.get()), port.hangingThreads());
        neverEnding.countDown();
        await().until(() -> port.hangingThreads().isEmpty());
    }

    @Test
    @DisplayName(
            "bears a hanging device or two of a driver that serves others, but not that none of its threads returns")
    void lostThreads() throws InterruptedException {
        DriverPort port = port(new FakeDriver("/"));
        for (int i = 0; i < 3; i++) {
            answers.clear();
            call(port, driver -> "fine");
            onlyAnswer();
        }
        CountDownLatch begun = new CountDownLatch(2);
        call(port, driver -> stubborn(begun));
        call(port, driver -> stubborn(begun));
        awaitLatch(begun);
        loop.advance(DEADLINE.plusSeconds(59));
        assertEquals(List.of(), verdicts);
        loop.advance(Duration.ofSeconds(1));
        assertEquals(List.of("none of its threads returns"), verdicts);
    }

    @Test
    @DisplayName("tells of a driver that starts threads without end, not of one that has many")
    void threads() {
        pool.shutdownNow();
        pool = new DriverThreads().pool("acme");
        DriverPort port = port(new FakeDriver("/"));
        call(port, driver -> start(1000));
        // a busy machine takes its time for so many
        await().atMost(60, TimeUnit.SECONDS).until(() -> !answers.isEmpty());
        assertEquals(List.of(), verdicts);
        answers.clear();
        call(port, driver -> start(1));
        onlyAnswer();
        assertEquals(List.of("it keeps 1001 threads of its own"), verdicts);
    }

    private int start(int threads) {
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(null, this::waitForTheEnd, "leaked", 64 << 10);
            thread.setDaemon(true);
            thread.start();
        }
        return threads;
    }

    private void waitForTheEnd() {
        try {
            neverEnding.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @DisplayName("tells of a driver whose calls never are back in time, unless nobody else reaches the devices either")
    void neverInTime() throws InterruptedException {
        DriverPort port = port(new FakeDriver("/"));
        reachable = false;
        for (int i = 0; i < 20; i++) {
            wait(port);
        }
        assertEquals(List.of(), verdicts);
        reachable = true;
        for (int i = 0; i < 5; i++) {
            wait(port);
        }
        assertEquals(List.of("the driver gave no answer within 10 s"), verdicts);
    }

    private void wait(DriverPort port) throws InterruptedException {
        answers.clear();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch back = new CountDownLatch(1);
        call(port, driver -> {
            begun.countDown();
            try {
                return neverEnding.await(1, TimeUnit.HOURS);
            } finally {
                back.countDown();
            }
        });
        awaitLatch(begun);
        loop.advance(DEADLINE);
        onlyAnswer();
        awaitLatch(back);
        await().until(() -> port.hangingThreads().isEmpty());
    }
}
