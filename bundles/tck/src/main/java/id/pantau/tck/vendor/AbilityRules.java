package id.pantau.tck.vendor;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.StreamProfile;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.Channel;
import id.pantau.spi.vendor.DeviceEvent;
import id.pantau.spi.vendor.Facet;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The part of the contract that is about what a device can do beside showing pictures. */
abstract class AbilityRules extends DriverFixture {
    static final Set<Class<? extends Facet>> OF_DRIVERS = Set.of(Facet.Discovery.class);
    static final Set<Class<? extends Facet>> OF_CHANNELS =
            Set.of(Facet.Snapshots.class, Facet.Ptz.class, Facet.Encoding.class);

    private static final int LARGEST_PICTURE = 4 << 20;
    private static final int MOST_PRESETS = 300;
    /** How far apart two moments are that are meant to be the same: a device tells whole seconds. */
    private static final Duration NEAR = Duration.ofMinutes(1);

    @Test
    @DisplayName("tells the truth about its facets")
    final void facets() throws Exception {
        try (CameraSession session = open(camera.endpoint(), login)) {
            int before = camera.logins();
            for (Class<?> type : Facet.class.getPermittedSubclasses()) {
                Class<? extends Facet> facet = type.asSubclass(Facet.class);
                boolean ofDriver = driver.facet(facet).isPresent();
                boolean ofSession = session.facet(facet).isPresent();
                boolean ofChannel = !ofChannels(session, facet).isEmpty();
                if (lacks().contains(facet)) {
                    assertFalse(ofDriver || ofSession || ofChannel, () -> facet.getSimpleName() + " is there");
                } else {
                    boolean found =
                            OF_DRIVERS.contains(facet) ? ofDriver : OF_CHANNELS.contains(facet) ? ofChannel : ofSession;
                    assertTrue(found, () -> facet.getSimpleName() + " is not found where it belongs");
                }
            }
            assertEquals(before, camera.logins(), "requests with a login, to find out what there is");
        }
    }

    @Test
    @DisplayName("a still picture is a JPEG file within its bound")
    final void snapshots() throws Exception {
        assumeHas(Facet.Snapshots.class);
        try (CameraSession session = open(camera.endpoint(), login)) {
            for (Facet.Snapshots snapshots : ofChannels(session, Facet.Snapshots.class)) {
                assertPicture(assertTimeoutPreemptively(DEADLINE, snapshots::jpeg));
            }
        }
    }

    static void assertPicture(byte[] jpeg) {
        assertTrue(jpeg.length <= LARGEST_PICTURE, () -> jpeg.length + " bytes");
        assertTrue(
                jpeg.length > 3 && (jpeg[0] & 0xFF) == 0xFF && (jpeg[1] & 0xFF) == 0xD8,
                "a picture that does not begin as JPEG does");
    }

    @Test
    @DisplayName("moves and stops, and names its stored views once each")
    final void ptz() throws Exception {
        assumeHas(Facet.Ptz.class);
        try (CameraSession session = open(camera.endpoint(), login)) {
            for (Facet.Ptz ptz : ofChannels(session, Facet.Ptz.class)) {
                ptz.move(1, -0.5, 0);
                ptz.stop();
                assertDistinct(ptz.presets());
                assertThrows(CameraException.class, () -> ptz.goTo("no/such view"));
            }
        }
    }

    static void assertDistinct(List<Facet.Ptz.Preset> presets) {
        assertTrue(presets.size() <= MOST_PRESETS, () -> presets.size() + " stored views");
        Set<String> tokens = new HashSet<>();
        for (Facet.Ptz.Preset preset : presets) {
            assertTrue(tokens.add(preset.token()), () -> "two stored views " + preset.token());
        }
    }

    @Test
    @DisplayName("what a device notices arrives, of its own channel and by the platform's clock")
    final void eventsArrive() throws Exception {
        assumeHas(Facet.Events.class);
        try (CameraSession session = open(camera.endpoint(), login)) {
            Assumptions.assumeTrue(tellsMotion(camera, session), "this fake device notices nothing");
        }
    }

    /** Has the device notice motion, waits for it and checks what was told until then; false when it notices nothing. */
    final boolean tellsMotion(FakeCamera device, CameraSession session) {
        List<DeviceEvent> told = new CopyOnWriteArrayList<>();
        Facet.Events events = session.facet(Facet.Events.class).orElseThrow();
        try (Facet.Events.Subscription line = assertTimeoutPreemptively(DEADLINE, () -> events.subscribe(told::add))) {
            if (!device.noticesMotion()) {
                return false;
            }
            await("motion, on " + line)
                    .atMost(DEADLINE)
                    .until(() -> told.stream().anyMatch(event -> event.kind() == DeviceEvent.Kind.MOTION));
        }
        List<String> channels = session.channels().stream().map(Channel::id).toList();
        for (DeviceEvent event : told) {
            assertTrue(
                    event.channel().isEmpty() || channels.contains(event.channel()),
                    () -> "an event of channel " + event.channel() + ", and there are " + channels);
            assertNear(Instant.now(), event.at());
            Secrets.assertHides(login, event.raw(), "the text of an event");
            if (event.kind() == DeviceEvent.Kind.MOTION) {
                assertEquals(channels.get(0), event.channel(), "where motion was");
            }
        }
        return true;
    }

    static void assertNear(Instant expected, Instant told) {
        Duration difference = Duration.between(expected, told).abs();
        assertTrue(difference.compareTo(NEAR) < 0, () -> told + " instead of " + expected);
    }

    @Test
    @DisplayName("a clock can be read, and shows the time that it was set to")
    final void clock() throws Exception {
        assumeHas(Facet.Clock.class);
        try (CameraSession session = open(camera.endpoint(), login)) {
            Facet.Clock clock = session.facet(Facet.Clock.class).orElseThrow();
            assertNotNull(clock.read());
            Assumptions.assumeTrue(camera.clockIsWrongBy(Duration.ofDays(-2)), "this fake device has no clock to set");
            if (isSet(clock)) {
                assertNear(Instant.now(), clock.read());
            }
        }
    }

    private static boolean isSet(Facet.Clock clock) throws CameraException, InterruptedException {
        try {
            clock.set(Instant.now());
            return true;
        } catch (CameraException e) {
            assertEquals(CameraException.Kind.UNSUPPORTED, e.kind(), e::getMessage);
            return false;
        }
    }

    @Test
    @DisplayName("a line of events that is closed ends normally, and so does one whose session is closed")
    final void eventLines() throws Exception {
        assumeHas(Facet.Events.class);
        try (CameraSession session = open(camera.endpoint(), login)) {
            Facet.Events.Subscription line = subscribed(session);
            line.close();
            line.close();
            line.ended().toCompletableFuture().get(PROMPTLY.toMillis(), TimeUnit.MILLISECONDS);
            Facet.Events.Subscription left = subscribed(session);
            session.close();
            left.ended().toCompletableFuture().get(PROMPTLY.toMillis(), TimeUnit.MILLISECONDS);
        }
        await().atMost(PROMPTLY).until(() -> camera.openConnections() == 0);
    }

    @Test
    @DisplayName("how a stream is coded is told in possible numbers")
    final void encoding() throws Exception {
        assumeHas(Facet.Encoding.class);
        try (CameraSession session = open(camera.endpoint(), login)) {
            for (Channel channel : session.channels()) {
                Facet.Encoding encoding = channel.facet(Facet.Encoding.class).orElse(null);
                if (encoding != null) {
                    StreamProfile main = channel.profiles().get(0);
                    assertPossible(encoding.read(main));
                }
            }
        }
    }

    static void assertPossible(Facet.Encoding.Settings told) {
        assertTrue(told.frameRate() > 0 && told.bitrate() > 0 && told.gop() >= 1, told::toString);
        assertTrue(told.width() > 0 && told.height() > 0, told::toString);
    }

    static <F extends Facet> List<F> ofChannels(CameraSession session, Class<F> facet) {
        return session.channels().stream()
                .flatMap(channel -> channel.facet(facet).stream())
                .toList();
    }

    private static Facet.Events.Subscription subscribed(CameraSession session) {
        Facet.Events events = session.facet(Facet.Events.class).orElseThrow();
        return assertTimeoutPreemptively(DEADLINE, () -> events.subscribe(event -> {}));
    }
}
