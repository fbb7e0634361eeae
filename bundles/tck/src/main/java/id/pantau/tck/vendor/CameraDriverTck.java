package id.pantau.tck.vendor;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.model.StreamProfile;
import id.pantau.spi.vendor.CameraDriver;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.Channel;
import id.pantau.spi.vendor.Facet;
import id.pantau.spi.vendor.MediaSource;
import id.pantau.spi.vendor.ProbeResult;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@link CameraDriver}. Extend it and supply a driver and a fake device; add no tests of your own here.
 * Every ability is expected; name the missing ones in {@link #lacks()}, and the kit checks that they truly are missing.
 */
public abstract class CameraDriverTck {
    /** Within which a driver answers, whatever the device does. */
    private static final Duration DEADLINE = Duration.ofSeconds(8);
    /** Within which a driver lets go when it is interrupted. */
    private static final Duration PROMPTLY = Duration.ofSeconds(2);

    private static final int CALLERS = 4;
    private static final int LARGEST_PICTURE = 4 << 20;

    private final Credentials login = new Credentials("operator", "Tck+pass/" + UUID.randomUUID());
    private final Credentials wrong = new Credentials("operator", "Wrong+pass/" + UUID.randomUUID());
    private CameraDriver driver;
    private FakeCamera camera;

    /** A driver as the platform would find it, with its usual configuration. */
    protected abstract CameraDriver driver() throws Exception;

    /** A device that grants this login only, or asks for none when it is {@link Credentials#NONE}. */
    protected abstract FakeCamera plugIn(Credentials login) throws Exception;

    /** The facets that neither the driver, nor the fake device, nor any channel of it has. */
    protected Set<Class<? extends Facet>> lacks() {
        return Set.of();
    }

    /** Whether devices of this make always have a login; then {@link #plugIn} is never asked for one without. */
    protected boolean alwaysAsksForLogin() {
        return false;
    }

    @BeforeEach
    final void setUp() throws Exception {
        driver = driver();
        camera = plugIn(login);
    }

    @AfterEach
    final void tearDown() {
        camera.close();
    }

    @Test
    @DisplayName("says that its camera needs a login")
    final void needsLogin() {
        assertInstanceOf(ProbeResult.NeedsLogin.class, probe(camera.endpoint()));
    }

    @Test
    @DisplayName("recognises its camera that has no login, and opens it without one")
    final void recognises() throws Exception {
        Assumptions.assumeFalse(alwaysAsksForLogin(), "this make always asks for a login");
        try (FakeCamera free = plugIn(Credentials.NONE)) {
            assertInstanceOf(ProbeResult.Recognised.class, probe(free.endpoint()));
            try (CameraSession session = open(free.endpoint(), Credentials.NONE)) {
                assertFalse(session.channels().isEmpty());
            }
            assertEquals(0, free.logins());
        }
    }

    @Test
    @DisplayName("probes without sending any login")
    final void probesAnonymously() {
        probe(camera.endpoint());
        assertEquals(0, camera.logins());
    }

    @Test
    @DisplayName("a plain web server is not its camera")
    final void webServer() throws Exception {
        try (Stranger web = Stranger.webServer()) {
            assertInstanceOf(ProbeResult.NotMine.class, probe(web.insteadOf(camera.endpoint())));
        }
    }

    @Test
    @DisplayName("a server that accepts and says nothing is not its camera, within the deadline")
    final void silentServer() throws Exception {
        try (Stranger silent = Stranger.silent()) {
            assertNotServed(probe(silent.insteadOf(camera.endpoint())));
        }
    }

    @Test
    @DisplayName("a server that talks nonsense without end is not its camera, within the deadline")
    final void babblingServer() throws Exception {
        try (Stranger babbler = Stranger.babbler()) {
            assertNotServed(probe(babbler.insteadOf(camera.endpoint())));
        }
    }

    @Test
    @DisplayName("a dead address is unreachable, when probed and when opened")
    final void deadAddress() throws Exception {
        Endpoint dead = Stranger.nobody(camera.endpoint());
        assertInstanceOf(ProbeResult.Unreachable.class, probe(dead));
        assertEquals(Kind.UNREACHABLE, refusal(dead, login).kind());
    }

    @Test
    @DisplayName("a wrong password is UNAUTHORIZED after one attempt, so that no account is locked")
    final void wrongPassword() {
        assertEquals(Kind.UNAUTHORIZED, refusal(camera.endpoint(), wrong).kind());
        assertEquals(1, camera.logins());
        assertEquals(1, camera.loginsRefused());
    }

    @Test
    @DisplayName("no login where one is asked for is UNAUTHORIZED")
    final void noLogin() {
        assertEquals(
                Kind.UNAUTHORIZED, refusal(camera.endpoint(), Credentials.NONE).kind());
    }

    @Test
    @DisplayName("the right password is never refused")
    final void rightPassword() throws Exception {
        try (CameraSession session = open(camera.endpoint(), login)) {
            profiles(session);
            assertTrue(camera.logins() > 0, "no login was sent");
            assertEquals(0, camera.loginsRefused());
        }
    }

    @Test
    @DisplayName("gives the password to nobody who does not ask for it")
    final void keepsPasswordFromStrangers() throws Exception {
        try (Stranger web = Stranger.webServer()) {
            CameraException e = refusal(web.insteadOf(camera.endpoint()), login);
            assertNotEquals(Kind.UNAUTHORIZED, e.kind());
            Secrets.assertHides(login, web.heard(), "what a web server was sent");
        }
    }

    @Test
    @DisplayName("offers channels with profiles, each with a source on the camera's own host and without credentials")
    final void sources() throws Exception {
        try (CameraSession session = open(camera.endpoint(), login)) {
            Map<String, MediaSource> sources = profiles(session);
            assertFalse(sources.isEmpty(), "no channel, or no profile");
            sources.forEach((name, source) -> {
                URI uri = assertInstanceOf(MediaSource.Pull.class, source).uri();
                assertTrue(Set.of("rtsp", "rtsps").contains(uri.getScheme()), name + ": " + uri.getScheme());
                assertEquals(camera.endpoint().uri().getHost(), uri.getHost(), name);
                assertNull(uri.getRawUserInfo(), name);
                Secrets.assertHides(login, uri.toString(), "the source of " + name);
            });
        }
    }

    @Test
    @DisplayName("names the same channels, profiles and sources in every session")
    final void stable() throws Exception {
        Map<String, MediaSource> first;
        try (CameraSession session = open(camera.endpoint(), login)) {
            first = profiles(session);
        }
        try (CameraSession session = open(camera.endpoint(), login)) {
            assertEquals(first, profiles(session));
        }
    }

    @Test
    @DisplayName("the main stream comes first")
    final void mainFirst() throws Exception {
        try (CameraSession session = open(camera.endpoint(), login)) {
            for (Channel channel : session.channels()) {
                List<StreamProfile.Kind> kinds =
                        channel.profiles().stream().map(StreamProfile::kind).toList();
                assertEquals(kinds.stream().sorted().toList(), kinds);
            }
        }
    }

    @Test
    @DisplayName("tells the truth about its facets")
    final void facets() throws Exception {
        try (CameraSession session = open(camera.endpoint(), login)) {
            for (Class<?> type : Facet.class.getPermittedSubclasses()) {
                Class<? extends Facet> facet = type.asSubclass(Facet.class);
                boolean present = driver.facet(facet).isPresent()
                        || session.facet(facet).isPresent()
                        || session.channels().stream()
                                .anyMatch(c -> c.facet(facet).isPresent());
                assertEquals(!lacks().contains(facet), present, facet.getSimpleName());
            }
        }
    }

    @Test
    @DisplayName("a still picture is a JPEG file within its bound")
    final void snapshots() throws Exception {
        assumeHas(Facet.Snapshots.class);
        try (CameraSession session = open(camera.endpoint(), login)) {
            for (Facet.Snapshots snapshots : ofChannels(session, Facet.Snapshots.class)) {
                byte[] jpeg = assertTimeoutPreemptively(DEADLINE, snapshots::jpeg);
                assertTrue(jpeg.length <= LARGEST_PICTURE, () -> jpeg.length + " bytes");
                assertTrue(
                        jpeg.length > 3 && (jpeg[0] & 0xFF) == 0xFF && (jpeg[1] & 0xFF) == 0xD8,
                        "a picture that does not begin as JPEG does");
            }
        }
    }

    @Test
    @DisplayName("moves and stops, and names its stored views once each")
    final void ptz() throws Exception {
        assumeHas(Facet.Ptz.class);
        try (CameraSession session = open(camera.endpoint(), login)) {
            for (Facet.Ptz ptz : ofChannels(session, Facet.Ptz.class)) {
                ptz.move(1, -0.5, 0);
                ptz.stop();
                Set<String> tokens = new HashSet<>();
                for (Facet.Ptz.Preset preset : ptz.presets()) {
                    assertTrue(tokens.add(preset.token()), () -> "two stored views " + preset.token());
                }
                assertThrows(CameraException.class, () -> ptz.goTo("no/such view"));
            }
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
                    Facet.Encoding.Settings told = encoding.read(main);
                    assertTrue(told.frameRate() > 0 && told.bitrate() > 0 && told.gop() >= 1, told::toString);
                    assertTrue(told.width() > 0 && told.height() > 0, told::toString);
                }
            }
        }
    }

    @Test
    @DisplayName("shows no password in a message, a stack trace or any text")
    final void hidesPasswords() throws Exception {
        String refused = Secrets.printed(refusal(camera.endpoint(), wrong));
        Secrets.assertHides(wrong, refused, "the exception of a refused login");
        String dead = Secrets.printed(refusal(Stranger.nobody(camera.endpoint()), login));
        Secrets.assertHides(login, dead, "the exception of a dead address");
        try (CameraSession session = open(camera.endpoint(), login)) {
            String text = driver + " " + session + " " + session.device() + " " + session.channels() + " "
                    + profiles(session);
            Secrets.assertHides(login, text, "the text of a session");
        }
    }

    @Test
    @DisplayName("closing twice is harmless, and leaves no connection open")
    final void closeTwice() throws Exception {
        CameraSession session = open(camera.endpoint(), login);
        profiles(session);
        session.close();
        session.close();
        await().atMost(PROMPTLY).until(() -> camera.openConnections() == 0);
    }

    @Test
    @DisplayName("a failed login leaves no connection open")
    final void failureLeavesNothingOpen() {
        refusal(camera.endpoint(), wrong);
        await().atMost(PROMPTLY).until(() -> camera.openConnections() == 0);
    }

    @Test
    @DisplayName("an interrupted probe ends promptly")
    final void interruptedProbe() throws Exception {
        try (Stranger silent = Stranger.silent()) {
            Endpoint there = silent.insteadOf(camera.endpoint());
            interrupt(silent, () -> driver.probe(there));
        }
    }

    @Test
    @DisplayName("an interrupted login ends promptly")
    final void interruptedOpen() throws Exception {
        try (Stranger silent = Stranger.silent()) {
            Endpoint there = silent.insteadOf(camera.endpoint());
            interrupt(silent, () -> driver.open(there, login));
        }
    }

    @Test
    @DisplayName("serves several callers at the same time")
    final void severalCallers() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<Map<String, MediaSource>>> answers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                answers.add(callers.submit(() -> {
                    try (CameraSession session = driver.open(camera.endpoint(), login)) {
                        return profiles(session);
                    }
                }));
            }
            Set<Map<String, MediaSource>> distinct = new HashSet<>();
            for (Future<Map<String, MediaSource>> answer : answers) {
                distinct.add(assertTimeoutPreemptively(DEADLINE, () -> answer.get()));
            }
            assertEquals(1, distinct.size());
        } finally {
            callers.shutdownNow();
        }
    }

    private void assumeHas(Class<? extends Facet> facet) {
        Assumptions.assumeFalse(lacks().contains(facet), "without " + facet.getSimpleName());
    }

    private static <F extends Facet> List<F> ofChannels(CameraSession session, Class<F> facet) {
        return session.channels().stream()
                .flatMap(channel -> channel.facet(facet).stream())
                .toList();
    }

    private static Facet.Events.Subscription subscribed(CameraSession session) {
        Facet.Events events = session.facet(Facet.Events.class).orElseThrow();
        return assertTimeoutPreemptively(DEADLINE, () -> events.subscribe(event -> {}));
    }

    private ProbeResult probe(Endpoint endpoint) {
        return assertTimeoutPreemptively(DEADLINE, () -> driver.probe(endpoint));
    }

    private CameraSession open(Endpoint endpoint, Credentials with) {
        return assertTimeoutPreemptively(DEADLINE, () -> driver.open(endpoint, with));
    }

    private CameraException refusal(Endpoint endpoint, Credentials with) {
        return assertTimeoutPreemptively(
                DEADLINE,
                () -> assertThrows(
                        CameraException.class, () -> driver.open(endpoint, with).close()));
    }

    /** Every source by channel and profile; checks that their names are unique. */
    private static Map<String, MediaSource> profiles(CameraSession session) throws Exception {
        Map<String, MediaSource> sources = new LinkedHashMap<>();
        Set<String> ids = new HashSet<>();
        for (Channel channel : session.channels()) {
            assertTrue(ids.add(channel.id()), () -> "two channels " + channel.id());
            assertFalse(channel.profiles().isEmpty(), () -> "no profile of channel " + channel.id());
            for (StreamProfile profile : channel.profiles()) {
                MediaSource before = sources.put(channel.id() + "/" + profile.name(), channel.source(profile));
                assertNull(before, () -> "two profiles " + profile.name());
            }
        }
        return sources;
    }

    private static void assertNotServed(ProbeResult result) {
        assertFalse(
                result instanceof ProbeResult.Recognised || result instanceof ProbeResult.NeedsLogin, result::toString);
    }

    /** Runs {@code call} until it waits for the stranger's answer, interrupts it and waits for its end. */
    private static void interrupt(Stranger silent, Callable<?> call) throws InterruptedException {
        AtomicReference<@Nullable Object> outcome = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try {
                outcome.set(call.call());
            } catch (Exception e) {
                outcome.set(e);
            }
        });
        caller.setDaemon(true);
        caller.start();
        await().atMost(DEADLINE).until(() -> silent.connections() > 0);
        caller.interrupt();
        caller.join(PROMPTLY.toMillis());
        assertFalse(caller.isAlive(), "still running after it was interrupted");
        assertInstanceOf(InterruptedException.class, outcome.get());
    }
}
