package id.pantau.tck.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Credentials;
import id.pantau.model.StreamProfile;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.Channel;
import id.pantau.spi.vendor.Facet;
import id.pantau.spi.vendor.MediaSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The part of the contract that is about devices that are odd, broken or hostile, and about those with many pictures. */
abstract class RobustnessRules extends AbilityRules {
    private static final List<Duration> WRONG_BY =
            List.of(Duration.ofDays(-700), Duration.ofDays(-3), Duration.ofDays(3));

    @Test
    @DisplayName("a clock that is wrong by days keeps nobody out, is read as it is, and dates no event")
    final void wrongClock() throws Exception {
        for (Duration difference : WRONG_BY) {
            try (FakeCamera odd = plugIn(login)) {
                Assumptions.assumeTrue(odd.clockIsWrongBy(difference), "this fake device has no clock");
                try (CameraSession session = open(odd.endpoint(), login)) {
                    assertTrue(profiles(session).size() > 0, difference::toString);
                    Optional<Facet.Clock> clock = session.facet(Facet.Clock.class);
                    if (clock.isPresent()) {
                        assertNear(Instant.now().plus(difference), clock.get().read());
                    }
                    if (!lacks().contains(Facet.Events.class)) {
                        tellsMotion(odd, session);
                    }
                }
                assertEquals(0, odd.loginsRefused(), () -> "logins refused by a clock wrong by " + difference);
            }
        }
    }

    @Test
    @DisplayName(
            "an answer of noise or without end is not its camera's, within the deadline and a bound on what is read")
    final void hostileServer() throws Exception {
        for (Stranger.Manner manner : List.of(Stranger.Manner.NOISE, Stranger.Manner.ENDLESS)) {
            try (Stranger hostile = new Stranger(manner)) {
                assertNotServed(probe(hostile.insteadOf(camera.endpoint())));
                CameraException e = refusal(hostile.insteadOf(camera.endpoint()), login);
                assertNotEquals(Kind.UNAUTHORIZED, e.kind(), manner::toString);
                Secrets.assertHides(login, hostile.heard(), "what a hostile server was sent");
                assertBounded(hostile.sent(), manner);
            }
        }
    }

    @Test
    @DisplayName("answers that are empty, cut short, noise, nested or endless end a login as such, and no probe throws")
    final void rubbishAtLogin() throws Exception {
        for (Rubbish rubbish : Rubbish.values()) {
            AtomicLong sent = new AtomicLong();
            try (FakeCamera broken = plugIn(login)) {
                assumeSpoils(broken, rubbish, sent);
                CameraException e = assertTimeoutPreemptively(
                        DEADLINE,
                        () -> assertThrows(
                                CameraException.class,
                                () -> driver.open(broken.endpoint(), login).close(),
                                rubbish::toString));
                assertNotEquals(Kind.UNAUTHORIZED, e.kind(), () -> rubbish + ": " + e.getMessage());
            }
            if (!alwaysAsksForLogin()) {
                try (FakeCamera broken = plugIn(Credentials.NONE)) {
                    assumeSpoils(broken, rubbish, sent);
                    assertNotServed(probe(broken.endpoint()));
                }
            }
            assertBounded(sent.get(), rubbish);
        }
    }

    @Test
    @DisplayName("no ability trips over answers that are empty, cut short, noise, nested or endless")
    final void rubbishForAbilities() throws Exception {
        for (Rubbish rubbish : Rubbish.values()) {
            try (FakeCamera broken = plugIn(login);
                    CameraSession session = open(broken.endpoint(), login)) {
                AtomicLong sent = new AtomicLong();
                List<Executable> calls = abilities(session);
                assumeSpoils(broken, rubbish, sent);
                for (Executable call : calls) {
                    sent.set(0);
                    assertTimeoutPreemptively(DEADLINE, () -> orSaysWhy(call));
                    assertBounded(sent.get(), rubbish);
                }
            }
        }
    }

    /** What the session's device can be asked for, each with a check of what is owed. */
    private static List<Executable> abilities(CameraSession session) {
        List<Executable> calls = new ArrayList<>();
        session.facet(Facet.Clock.class).ifPresent(clock -> calls.add(() -> assertNotNull(clock.read())));
        session.facet(Facet.Events.class)
                .ifPresent(
                        events -> calls.add(() -> events.subscribe(event -> {}).close()));
        for (Channel channel : session.channels()) {
            StreamProfile main = channel.profiles().get(0);
            calls.add(() -> assertNotNull(channel.source(main)));
            channel.facet(Facet.Snapshots.class)
                    .ifPresent(snapshots -> calls.add(() -> assertPicture(snapshots.jpeg())));
            channel.facet(Facet.Encoding.class)
                    .ifPresent(encoding -> calls.add(() -> assertPossible(encoding.read(main))));
            channel.facet(Facet.Ptz.class).ifPresent(ptz -> {
                calls.add(ptz::stop);
                calls.add(() -> assertDistinct(ptz.presets()));
            });
        }
        return calls;
    }

    private static void orSaysWhy(Executable call) throws Throwable {
        try {
            call.execute();
        } catch (CameraException e) {
            assertNotEquals(Kind.UNAUTHORIZED, e.kind(), e::getMessage);
        }
    }

    private static void assumeSpoils(FakeCamera broken, Rubbish rubbish, AtomicLong sent) {
        Assumptions.assumeTrue(
                broken.spoilsAnswers(was -> rubbish.instead(was, sent)), "this fake device answers nothing over HTTP");
    }

    private static void assertBounded(long sent, Object what) {
        assertTrue(sent <= Rubbish.MOST_TAKEN, () -> what + ": took " + sent + " bytes of one answer");
    }

    @Test
    @DisplayName("tells the pictures of a recorder apart")
    final void recorder() throws Exception {
        try (CameraSession session = open(camera.endpoint(), login)) {
            int told = camera.channelCount();
            List<Channel> channels = session.channels();
            assertEquals(told == 0 ? channels.size() : told, channels.size(), "pictures");
            Assumptions.assumeTrue(channels.size() > 1, "this device has one picture");
            Map<MediaSource, String> owners = new HashMap<>();
            for (Channel channel : channels) {
                for (StreamProfile profile : channel.profiles()) {
                    String owner = owners.putIfAbsent(channel.source(profile), channel.id());
                    assertTrue(
                            owner == null || owner.equals(channel.id()),
                            () -> "channels " + owner + " and " + channel.id() + " have one source");
                }
            }
            for (Class<? extends Facet> facet : OF_CHANNELS) {
                List<? extends Facet> all = ofChannels(session, facet);
                Set<Facet> distinct = new HashSet<>(all);
                assertEquals(all.size(), distinct.size(), () -> facet.getSimpleName() + " of all channels is the same");
            }
        }
    }
}
