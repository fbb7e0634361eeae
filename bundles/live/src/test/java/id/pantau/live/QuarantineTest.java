package id.pantau.live;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Quarantine")
@Timeout(30)
class QuarantineTest {
    private static final DriverBundle ACME = FakeBundles.bundle(7);
    private static final Quarantine.Entry ENTRY =
            new Quarantine.Entry("acme", ACME, 50, "it threw\tand threw", Instant.parse("2026-11-01T00:00:00Z"));

    private final FakeBundles bundles = new FakeBundles();
    private Path file;
    private Quarantine quarantine;

    @BeforeEach
    void open(@TempDir Path folder) {
        file = folder.resolve("live").resolve("quarantine");
        quarantine = reopened();
    }

    private Quarantine reopened() {
        return new Quarantine(bundles, new QuarantineFile(file));
    }

    @Test
    @DisplayName("stops the driver's bundle, without waiting for a bundle that does not stop")
    void stops() {
        CountDownLatch gate = new CountDownLatch(1);
        bundles.gate = gate;
        quarantine.confine(ENTRY);
        assertTrue(quarantine.holds(ACME));
        assertEquals(List.of(), bundles.stopped);
        gate.countDown();
        await().until(() -> bundles.stopped.equals(List.of(7L)));
    }

    @Test
    @DisplayName("survives a restart, with why and since when")
    void survives() {
        quarantine.confine(ENTRY);
        await().until(() -> !bundles.stopped.isEmpty());
        Quarantine later = reopened();
        assertTrue(later.holds(ACME));
        assertEquals(List.of(new Quarantine.Entry("acme", ACME, 50, "it threw and threw", ENTRY.since())), later.all());
    }

    @Test
    @DisplayName("is empty when its file is damaged")
    void damaged() throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "2026\tnonsense\n");
        assertEquals(List.of(), reopened().all());
    }

    @Test
    @DisplayName("ends for an updated bundle, and only for that")
    void updated() {
        quarantine.confine(ENTRY);
        assertFalse(quarantine.holds(new DriverBundle(8, "another 7", Instant.EPOCH)));
        assertTrue(quarantine.holds(ACME));
        assertFalse(quarantine.holds(new DriverBundle(7, ACME.name(), Instant.EPOCH.plusSeconds(60))));
        assertEquals(List.of(), quarantine.all());
        await().until(() -> reopened().all().isEmpty());
    }

    @Test
    @DisplayName("ends with an update, which starts the bundle again, and with the bundle itself")
    void bundleChanges() {
        quarantine.confine(ENTRY);
        quarantine.updated(FakeBundles.bundle(8));
        quarantine.updated(ACME);
        quarantine.uninstalled(8);
        assertTrue(quarantine.holds(ACME));
        assertEquals(List.of(), bundles.started);
        quarantine.updated(new DriverBundle(7, "bundle-7 2", Instant.EPOCH.plusSeconds(60)));
        await().until(() -> bundles.started.equals(List.of(7L)));
        assertEquals(List.of(), quarantine.all());

        quarantine.confine(ENTRY);
        quarantine.uninstalled(7);
        assertEquals(List.of(), quarantine.all());
        await().until(() -> reopened().all().isEmpty());
    }

    @Test
    @DisplayName("ends for the same bundle in a container that was made anew")
    void reinstalled() {
        quarantine.confine(ENTRY);
        assertFalse(quarantine.holds(new DriverBundle(70, ACME.name(), Instant.EPOCH.plusSeconds(60))));
        assertEquals(List.of(), quarantine.all());
        await().until(() -> !bundles.stopped.isEmpty() && reopened().all().isEmpty());
    }

    @Test
    @DisplayName("ends when somebody tries the driver again, and goes on when its bundle does not start")
    void released() throws Exception {
        quarantine.confine(ENTRY);
        await().until(() -> !bundles.stopped.isEmpty());
        bundles.startFails = true;
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> quarantine.release("acme"));
        assertEquals("bundle-7 1 does not start: a requirement is missing", refused.getMessage());
        assertTrue(quarantine.holds(ACME));

        bundles.startFails = false;
        quarantine.release("acme");
        assertEquals(List.of(7L), bundles.started);
        assertFalse(quarantine.holds(ACME));
        assertEquals(List.of(), reopened().all());
        assertThrows(NoSuchElementException.class, () -> quarantine.release("acme"));
    }
}
