package id.pantau.tck.vendor;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.model.StreamProfile;
import id.pantau.spi.vendor.CameraDriver;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.Channel;
import id.pantau.spi.vendor.Facet;
import id.pantau.spi.vendor.MediaSource;
import id.pantau.spi.vendor.ProbeResult;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;

/** A driver, a device of its make, and how the contract calls them. */
abstract class DriverFixture {
    /** Within which a driver answers, whatever the device does. */
    static final Duration DEADLINE = Duration.ofSeconds(8);
    /** Within which a driver lets go when it is interrupted. */
    static final Duration PROMPTLY = Duration.ofSeconds(2);

    final Credentials login = new Credentials("operator", "Tck+pass/" + UUID.randomUUID());
    final Credentials wrong = new Credentials("operator", "Wrong+pass/" + UUID.randomUUID());
    CameraDriver driver;
    FakeCamera camera;

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

    void assumeHas(Class<? extends Facet> facet) {
        Assumptions.assumeFalse(lacks().contains(facet), "without " + facet.getSimpleName());
    }

    ProbeResult probe(Endpoint endpoint) {
        return assertTimeoutPreemptively(DEADLINE, () -> driver.probe(endpoint));
    }

    CameraSession open(Endpoint endpoint, Credentials with) {
        return assertTimeoutPreemptively(DEADLINE, () -> driver.open(endpoint, with));
    }

    CameraException refusal(Endpoint endpoint, Credentials with) {
        return assertTimeoutPreemptively(
                DEADLINE,
                () -> assertThrows(
                        CameraException.class, () -> driver.open(endpoint, with).close()));
    }

    /** Every source by channel and profile; checks that their names are unique. */
    static Map<String, MediaSource> profiles(CameraSession session) throws Exception {
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

    static void assertNotServed(ProbeResult result) {
        assertFalse(
                result instanceof ProbeResult.Recognised || result instanceof ProbeResult.NeedsLogin, result::toString);
    }
}
