package id.pantau.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Camera;
import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.model.Scene;
import id.pantau.model.StreamProfile;
import id.pantau.service.Fact;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.Channel;
import id.pantau.spi.vendor.DeviceEvent;
import id.pantau.spi.vendor.Facet;
import id.pantau.spi.vendor.MediaSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What cameras notice")
class CameraEventsTest {
    private static final String GATE = "gate";

    private City city;
    private EventDriver driver;
    private long service;

    @BeforeEach
    void makeCity(@TempDir Path folder) {
        city = new City(folder);
        driver = new EventDriver();
    }

    private void play() {
        city.register(GATE, "acme");
        service = city.install("acme", driver);
        city.open().run(Duration.ofSeconds(5));
        assertEquals("live", city.status(GATE));
    }

    private List<Fact> events() {
        return city.facts.stream()
                .filter(fact -> fact.type().equals(Fact.CAMERA_EVENT))
                .toList();
    }

    private DeviceEvent motion(DeviceEvent.State state) {
        return event("1", state, "<motion/>");
    }

    private DeviceEvent event(String channel, DeviceEvent.State state, String raw) {
        return new DeviceEvent(DeviceEvent.Kind.MOTION, channel, state, city.loop.now(), "region 1", raw);
    }

    private void tell(DeviceEvent event) {
        driver.lines.get(driver.lines.size() - 1).listener.accept(event);
        city.loop.settle();
    }

    @Test
    @DisplayName("becomes a fact with the camera's id, once, and without the password that a device repeats")
    void facts() {
        play();
        Instant at = city.loop.now();
        for (int i = 0; i < 3; i++) {
            tell(event("1", DeviceEvent.State.BEGUN, "user=viewer password=" + City.LOGIN.password()));
        }
        assertEquals(
                List.of(new Fact(
                        "camera-event",
                        GATE,
                        at,
                        Map.of(
                                "kind", "motion",
                                "state", "begun",
                                "source", "region 1",
                                "at", at.toString(),
                                "raw", "user=viewer password=(password)"))),
                events());
        tell(motion(DeviceEvent.State.ENDED));
        assertEquals(2, events().size());
    }

    @Test
    @DisplayName("is small, and at a time that makes sense")
    void bounded() {
        play();
        tell(new DeviceEvent(
                DeviceEvent.Kind.STORAGE_FAILED,
                "",
                DeviceEvent.State.MOMENT,
                Instant.EPOCH,
                "d".repeat(9_000),
                "r".repeat(9_000)));
        Fact fact = events().get(0);
        assertEquals("storage-failed", fact.attributes().get("kind"));
        assertEquals(4_096, fact.attributes().getOrDefault("raw", "").length());
        assertEquals(200, fact.attributes().getOrDefault("source", "").length());
        assertEquals(city.loop.now(), fact.at());
    }

    @Test
    @DisplayName("comes on one line for all cameras of a recorder, each of which hears of its own channel")
    void recorder() {
        driver.channels = 3;
        city.register(GATE, "acme");
        city.cameras.put(
                new Camera(
                        "yard",
                        "yard",
                        "point",
                        "partner",
                        "yard",
                        "acme",
                        Endpoint.parse("rtsp://" + GATE + ".example/"),
                        "2",
                        Scene.STREET,
                        true),
                City.LOGIN);
        city.install("acme", driver);
        city.open().run(Duration.ofSeconds(5));
        assertEquals(1, driver.lines.size());

        tell(event("2", DeviceEvent.State.BEGUN, ""));
        tell(event("3", DeviceEvent.State.BEGUN, ""));
        assertEquals(List.of("yard"), events().stream().map(Fact::camera).toList());
        tell(event("", DeviceEvent.State.BEGUN, ""));
        assertEquals(3, events().size());

        city.hub.removed("yard");
        city.loop.settle();
        assertFalse(driver.lines.get(0).closed);
        city.hub.removed(GATE);
        city.loop.settle();
        assertTrue(driver.lines.get(0).closed);
        assertEquals(0, driver.sessionsOpen.get());
    }

    @Test
    @DisplayName("is listened to again after the device ended the line, soon and then at most every 30 s")
    void again() {
        play();
        driver.refusal = CameraException.Kind.UNREACHABLE;
        driver.lines.get(0).ended.completeExceptionally(new CameraException(CameraException.Kind.UNREACHABLE, "gone"));
        int before = driver.opens.get();
        city.run(Duration.ofMinutes(10));
        int tries = driver.opens.get() - before;
        assertTrue(tries >= 20 && tries <= 60, "tries in ten minutes: " + tries);

        driver.refusal = null;
        city.run(Duration.ofSeconds(31));
        assertEquals(2, driver.lines.size());
        tell(motion(DeviceEvent.State.BEGUN));
        assertEquals(1, events().size());
        assertEquals(1, driver.sessionsOpen.get());
    }

    @Test
    @DisplayName("is not asked for again with a login that was refused, but with the next one")
    void refused() {
        driver.refusal = CameraException.Kind.UNAUTHORIZED;
        play();
        int before = driver.opens.get();
        city.run(Duration.ofHours(2));
        assertEquals(before, driver.opens.get());
        assertEquals("live", city.status(GATE));

        driver.refusal = null;
        city.cameras.put(city.cameras.find(GATE).orElseThrow(), new Credentials(City.LOGIN.user(), "another-pass"));
        city.run(Duration.ofMinutes(6));
        assertEquals(1, driver.lines.size());
    }

    @Test
    @DisplayName("ends with its driver, which closes its side, and goes on with the next one")
    void driverLeaves() {
        play();
        city.uninstall(service);
        assertTrue(driver.lines.get(0).closed);
        assertEquals(0, driver.sessionsOpen.get());
        tell(motion(DeviceEvent.State.BEGUN));
        assertEquals(List.of(), events());

        driver = new EventDriver();
        city.install("acme", driver);
        city.run(Duration.ofSeconds(5));
        assertEquals(1, driver.lines.size());
        tell(motion(DeviceEvent.State.BEGUN));
        assertEquals(1, events().size());
    }

    @Test
    @DisplayName("in a flood puts the driver into quarantine, in which nothing of it is called, not even to close")
    void flood() {
        play();
        Line line = driver.lines.get(0);
        for (int i = 0; i < 5_000; i++) {
            line.listener.accept(event("1", DeviceEvent.State.MOMENT, ""));
        }
        city.loop.settle();
        assertTrue(city.bay.isQuarantined("acme"));
        assertEquals(
                "it told more than 1000 events in a second",
                city.bay.all().get(0).why());
        assertFalse(line.closed);
        assertTrue(events().size() <= 20);
    }

    @Test
    @DisplayName("in a flood of one device costs that device its line for a while, not the driver its others")
    void floodOfOne() {
        for (int i = 0; i < 5; i++) {
            city.register("cam" + i, "acme");
        }
        play();
        Line line = driver.lines.get(0);
        for (int i = 0; i < 5_000; i++) {
            line.listener.accept(event("1", DeviceEvent.State.MOMENT, ""));
        }
        city.run(Duration.ofSeconds(5));
        assertFalse(city.bay.isQuarantined("acme"));
        assertTrue(line.closed);
        assertEquals(7, driver.lines.size());
    }

    @Test
    @DisplayName("is nothing where the device tells nothing, which is asked once")
    void none() {
        city.register(GATE, "acme");
        FakeDriver mute = new FakeDriver("/v1/");
        city.install("acme", mute);
        city.open().run(Duration.ofHours(1));
        assertEquals(1, mute.opens.get());
    }

    private static final class Line implements Facet.Events.Subscription {
        private final Consumer<DeviceEvent> listener;
        private final CompletableFuture<Void> ended = new CompletableFuture<>();
        private boolean closed;

        Line(Consumer<DeviceEvent> listener) {
            this.listener = listener;
        }

        @Override
        public CompletionStage<Void> ended() {
            return ended;
        }

        @Override
        public void close() {
            closed = true;
            ended.complete(null);
        }
    }

    /** Its sessions tell events, or refuse to. */
    private static final class EventDriver extends FakeDriver implements Facet.Events {
        private final List<Line> lines = new ArrayList<>();
        private int channels = 1;
        private CameraException.@Nullable Kind refusal;

        EventDriver() {
            super("/v1/");
        }

        @Override
        <F extends Facet> Optional<F> ability(Class<F> type) {
            return type == Facet.Events.class ? Optional.of(type.cast(this)) : Optional.empty();
        }

        @Override
        public Subscription subscribe(Consumer<DeviceEvent> onEvent) throws CameraException {
            if (refusal != null) {
                throw new CameraException(refusal, "no events");
            }
            Line line = new Line(onEvent);
            lines.add(line);
            return line;
        }

        @Override
        List<Channel> channels(Endpoint endpoint) {
            List<Channel> all = new ArrayList<>();
            Channel first = super.channels(endpoint).get(0);
            for (int i = 1; i <= channels; i++) {
                all.add(numbered(first, String.valueOf(i)));
            }
            return all;
        }

        private static Channel numbered(Channel channel, String id) {
            return new Channel() {
                @Override
                public String id() {
                    return id;
                }

                @Override
                public List<StreamProfile> profiles() {
                    return channel.profiles();
                }

                @Override
                public MediaSource source(StreamProfile profile) throws CameraException, InterruptedException {
                    return channel.source(profile);
                }
            };
        }
    }
}
