package id.pantau.tck.vendor;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
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
import id.pantau.spi.vendor.MediaSource;
import id.pantau.spi.vendor.ProbeResult;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@link CameraDriver}. Extend it and supply a driver and a fake device; add no tests of your own here.
 * Every ability is expected; name the missing ones in {@link #lacks()}, and the kit checks that they truly are missing.
 */
public abstract class CameraDriverTck extends RobustnessRules {
    private static final int CALLERS = 4;

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
