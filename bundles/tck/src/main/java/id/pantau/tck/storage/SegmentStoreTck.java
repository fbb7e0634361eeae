package id.pantau.tck.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.spi.storage.SegmentStore;
import id.pantau.spi.storage.SegmentStore.Draft;
import id.pantau.spi.storage.SegmentStore.Segment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@link SegmentStore}. Extend it and supply a store; add no tests of your own here. A store takes
 * segments of some seconds up to an hour, at any hour of any day from 1970 to 9999, and at least 4 MB in all.
 *
 * <p>Hostile segments need no test: {@link Segment} admits a camera id of {@code [a-z0-9]} and two instants, nothing
 * else. Whether committed bytes survive a power cut shows no test in one process; a store's own tests kill it.
 */
public abstract class SegmentStoreTck {
    private static final Instant NOON = Instant.parse("2026-11-17T12:00:00Z");
    private static final Segment SEGMENT = segment("gate07", 0, 4_000);
    private static final byte[] BYTES = bytes(1, 100_000);

    private SegmentStore store;

    /**
     * A store over all that the stores before it left in this test, nothing at first. Those before it were not told to
     * stop, as if their process had been killed; they are not called again, except by {@link Draft#close()}.
     */
    protected abstract SegmentStore reopen() throws IOException;

    @BeforeEach
    final void setUp() throws IOException {
        store = reopen();
    }

    @Test
    @DisplayName("is empty at first")
    final void startsEmpty() throws IOException {
        assertEquals(List.of(), everything("gate07"));
        assertEquals(Set.of(), store.cameras());
        assertUsage(0, 0);
    }

    @Test
    @DisplayName("gives back what was committed, byte for byte")
    final void keepsWhatWasCommitted() throws IOException {
        keep(SEGMENT, BYTES);
        assertKept(SEGMENT, BYTES);
        assertEquals(Set.of("gate07"), store.cameras());
        assertUsage(1, BYTES.length);
    }

    @Test
    @DisplayName("shows nothing of a draft before its commit")
    final void hidesDrafts() throws IOException {
        try (Draft draft = store.begin(SEGMENT)) {
            write(draft, BYTES);
            assertNothingOf(SEGMENT);
            draft.commit();
            assertKept(SEGMENT, BYTES);
        }
        assertKept(SEGMENT, BYTES);
    }

    @Test
    @DisplayName("leaves nothing of a draft that is closed without commit, and takes the segment again")
    final void discardsUncommittedDrafts() throws IOException {
        Draft draft = store.begin(SEGMENT);
        write(draft, BYTES);
        draft.close();
        draft.close();
        assertThrows(IOException.class, draft::commit, "a closed draft was committed");
        assertNothingOf(SEGMENT);
        keep(SEGMENT, BYTES);
        assertKept(SEGMENT, BYTES);
    }

    @Test
    @DisplayName("leaves nothing half visible after a crash, and takes the segment again")
    final void forgetsDraftsAfterCrash() throws IOException {
        keep(segment("gate07", -4_000, 0), BYTES);
        Draft orphan = store.begin(SEGMENT);
        write(orphan, BYTES);

        store = reopen();
        assertThrows(NoSuchFileException.class, () -> read(SEGMENT));
        assertEquals(List.of(segment("gate07", -4_000, 0)), everything("gate07"));
        assertUsage(1, BYTES.length);

        keep(SEGMENT, bytes(2, 10));
        orphan.close();
        assertKept(SEGMENT, bytes(2, 10));
        store = reopen();
        assertKept(SEGMENT, bytes(2, 10));
    }

    @Test
    @DisplayName("keeps across a restart what was committed, and what was deleted stays deleted")
    final void survivesRestart() throws IOException {
        Segment deleted = segment("gate08", 0, 4_000);
        keep(SEGMENT, BYTES);
        keep(deleted, BYTES);
        store.delete(deleted);

        store = reopen();
        assertKept(SEGMENT, BYTES);
        assertNothingOf(deleted);
        assertEquals(Set.of("gate07"), store.cameras());
        assertUsage(1, BYTES.length);
    }

    @Test
    @DisplayName("finds by overlap with [from, to), oldest first, of that camera alone")
    final void findsByTime() throws IOException {
        Segment first = segment("gate07", 0, 4_000);
        Segment second = segment("gate07", 4_000, 8_000);
        Segment third = segment("gate07", 8_000, 12_000);
        for (Segment segment : List.of(third, first, second)) {
            keep(segment, BYTES);
        }
        keep(segment("gate08", 0, 60_000), BYTES);

        assertEquals(List.of(first, second, third), find(0, 12_000));
        assertEquals(List.of(first, second, third), everything("gate07"));
        assertEquals(List.of(first, second), find(3_999, 4_001));
        assertEquals(List.of(second), find(4_000, 8_000));
        assertEquals(List.of(second), find(5_000, 6_000));
        assertEquals(List.of(), find(12_000, 20_000));
        assertEquals(List.of(), find(-4_000, 0));
        assertEquals(List.of(), store.find("nosuch", Instant.MIN, Instant.MAX));
        store = reopen();
        assertEquals(List.of(second, third), find(4_000, 9_000));
    }

    @Test
    @DisplayName("finds nothing in an empty or reversed span")
    final void findsNothingInNoTime() throws IOException {
        keep(SEGMENT, BYTES);
        assertEquals(List.of(), find(1_000, 1_000));
        assertEquals(List.of(), find(2_000, 1_000));
    }

    @Test
    @DisplayName("finds nothing for a name that no camera has")
    final void findsNothingForStrangeNames() throws IOException {
        keep(SEGMENT, BYTES);
        for (String name :
                List.of("", ".", "..", "../gate07", "gate07/", "gate07/..", "GATE07", "\u0000", "%2e%2e", "*")) {
            assertEquals(List.of(), store.find(name, Instant.MIN, Instant.MAX), name);
        }
    }

    @Test
    @DisplayName("finds what began before midnight, or before the leap day, from its other side")
    final void findsAcrossMidnight() throws IOException {
        for (String midnight : List.of(
                "2024-03-01T00:00:00Z", "2027-01-01T00:00:00Z", "1970-01-02T00:00:00Z", "9999-12-31T00:00:00Z")) {
            Instant at = Instant.parse(midnight);
            Segment across = new Segment("gate07", at.minusSeconds(1_800), at.plusSeconds(1_800));
            keep(across, BYTES);
            assertEquals(List.of(across), store.find("gate07", at.plusSeconds(1), at.plusSeconds(2)), midnight);
            assertEquals(List.of(across), store.find("gate07", at.minusSeconds(2), at.minusSeconds(1)), midnight);
        }
    }

    @Test
    @DisplayName("tells segments apart that differ by a millisecond, and keeps overlapping ones")
    final void tellsSegmentsApart() throws IOException {
        List<Segment> alike = List.of(
                segment("gate07", 0, 4_000),
                segment("gate07", 0, 4_001),
                segment("gate07", 1, 4_000),
                segment("gate0", 1, 4_000));
        for (int i = 0; i < alike.size(); i++) {
            keep(alike.get(i), bytes(i, 100 + i));
        }
        for (int i = 0; i < alike.size(); i++) {
            assertArrayEquals(bytes(i, 100 + i), read(alike.get(i)));
        }
        assertEquals(3, everything("gate07").size());
        assertUsage(4, 100 + 101 + 102 + 103);
    }

    @Test
    @DisplayName("refuses to begin a segment that exists, and leaves it as it was")
    final void refusesExisting() throws IOException {
        keep(SEGMENT, BYTES);
        assertThrows(IOException.class, () -> store.begin(SEGMENT));
        assertKept(SEGMENT, BYTES);
        store = reopen();
        assertThrows(IOException.class, () -> store.begin(SEGMENT));
        assertKept(SEGMENT, BYTES);
    }

    @Test
    @DisplayName("commits at most one of two drafts of the same segment, and never mixes them")
    final void neverMixesDrafts() throws IOException {
        byte[] other = bytes(2, 50_000);
        try (Draft first = store.begin(SEGMENT)) {
            write(first, Arrays.copyOf(BYTES, 1_000));
            IOException refused = assertThrows(IOException.class, () -> {
                try (Draft second = store.begin(SEGMENT)) {
                    write(second, other);
                    second.commit();
                    write(first, Arrays.copyOfRange(BYTES, 1_000, BYTES.length));
                    first.commit();
                }
            });
            assertTrue(refused.getMessage() != null && !refused.getMessage().isBlank(), "refused without words");
        }
        List<Segment> kept = everything("gate07");
        if (!kept.isEmpty()) {
            assertKept(SEGMENT, other);
        }
    }

    @Test
    @DisplayName("does not change what was committed when its draft is written to again")
    final void seals() throws IOException {
        try (Draft draft = store.begin(SEGMENT)) {
            write(draft, BYTES);
            draft.commit();
            try {
                draft.write(ByteBuffer.wrap(bytes(3, 100)));
            } catch (IOException refused) {
                // the better answer
            }
        }
        assertKept(SEGMENT, BYTES);
    }

    @Test
    @DisplayName("keeps an empty segment")
    final void keepsEmpty() throws IOException {
        keep(SEGMENT, new byte[0]);
        assertKept(SEGMENT, new byte[0]);
        assertUsage(1, 0);
    }

    @Test
    @DisplayName("deletes for good, and once more without harm")
    final void deletes() throws IOException {
        keep(SEGMENT, BYTES);
        keep(segment("gate07", 4_000, 8_000), BYTES);
        store.delete(SEGMENT);
        store.delete(SEGMENT);
        store.delete(segment("nosuch", 0, 1));
        assertThrows(NoSuchFileException.class, () -> read(SEGMENT));
        assertEquals(List.of(segment("gate07", 4_000, 8_000)), everything("gate07"));
        assertUsage(1, BYTES.length);
        store.delete(segment("gate07", 4_000, 8_000));
        assertEquals(Set.of(), store.cameras());
        assertUsage(0, 0);
        keep(SEGMENT, BYTES);
        assertKept(SEGMENT, BYTES);
    }

    @Test
    @DisplayName("says NoSuchFileException for what is not there")
    final void readsNothingAbsent() throws IOException {
        assertThrows(NoSuchFileException.class, () -> read(SEGMENT));
        keep(SEGMENT, BYTES);
        assertThrows(NoSuchFileException.class, () -> read(segment("gate07", 0, 4_001)));
        assertThrows(NoSuchFileException.class, () -> read(segment("gate08", 0, 4_000)));
    }

    @Test
    @DisplayName("takes several drafts at once")
    final void takesConcurrentDrafts() throws Exception {
        int writers = 4;
        int each = 8;
        CyclicBarrier together = new CyclicBarrier(writers);
        ExecutorService pool = Executors.newFixedThreadPool(writers);
        try {
            List<Future<Void>> done = new ArrayList<>();
            for (int w = 0; w < writers; w++) {
                int writer = w;
                Callable<Void> work = () -> {
                    together.await();
                    for (int i = 0; i < each; i++) {
                        keep(
                                segment(
                                        "gate" + writer % 2,
                                        writer * 100_000 + i * 1_000,
                                        writer * 100_000 + i * 1_000 + 500),
                                bytes(i, 10_000));
                    }
                    return null;
                };
                done.add(pool.submit(work));
            }
            for (Future<Void> one : done) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertEquals(Set.of("gate0", "gate1"), store.cameras());
        for (String camera : store.cameras()) {
            List<Segment> found = everything(camera);
            assertEquals(writers / 2 * each, found.size());
            for (Segment segment : found) {
                int i = (int) (segment.start().toEpochMilli() - NOON.toEpochMilli()) % 100_000 / 1_000;
                assertArrayEquals(bytes(i, 10_000), read(segment));
            }
        }
        assertUsage(writers * each, writers * each * 10_000L);
    }

    @Test
    @DisplayName("keeps all or nothing when its writer is interrupted, and goes on working")
    final void survivesInterruption() throws IOException {
        boolean committed;
        Thread.currentThread().interrupt();
        try (Draft draft = store.begin(SEGMENT)) {
            write(draft, BYTES);
            draft.commit();
            committed = true;
        } catch (IOException interrupted) {
            committed = false;
        } finally {
            Thread.interrupted();
        }
        if (committed) {
            assertKept(SEGMENT, BYTES);
        } else {
            assertNothingOf(SEGMENT);
            keep(SEGMENT, BYTES);
        }
        Segment next = segment("gate07", 4_000, 8_000);
        keep(next, BYTES);
        assertKept(next, BYTES);
        assertUsage(2, 2L * BYTES.length);
    }

    @Test
    @DisplayName("says how much more fits, and never less than nothing")
    final void tellsFreeSpace() throws IOException {
        assertTrue(store.usage().freeBytes() > 0);
    }

    private void keep(Segment segment, byte[] bytes) throws IOException {
        try (Draft draft = store.begin(segment)) {
            write(draft, bytes);
            draft.commit();
        }
    }

    /** In three pieces, one of them direct, as video comes. */
    private static void write(Draft draft, byte[] bytes) throws IOException {
        int third = bytes.length / 3;
        for (ByteBuffer piece : List.of(
                ByteBuffer.wrap(bytes, 0, third),
                ByteBuffer.allocateDirect(third).put(bytes, third, third).flip(),
                ByteBuffer.wrap(bytes, 2 * third, bytes.length - 2 * third).asReadOnlyBuffer())) {
            while (piece.hasRemaining()) {
                draft.write(piece);
            }
        }
    }

    private byte[] read(Segment segment) throws IOException {
        try (InputStream in = store.read(segment)) {
            return in.readAllBytes();
        }
    }

    private List<Segment> find(long fromMillis, long toMillis) throws IOException {
        return store.find("gate07", NOON.plusMillis(fromMillis), NOON.plusMillis(toMillis));
    }

    private List<Segment> everything(String camera) throws IOException {
        return store.find(camera, Instant.MIN, Instant.MAX);
    }

    private void assertKept(Segment segment, byte[] bytes) throws IOException {
        assertArrayEquals(bytes, read(segment));
        assertEquals(List.of(segment), store.find(segment.camera(), segment.start(), segment.end()));
    }

    private void assertNothingOf(Segment segment) throws IOException {
        assertThrows(NoSuchFileException.class, () -> read(segment));
        assertEquals(List.of(), everything(segment.camera()));
        assertFalse(store.cameras().contains(segment.camera()), "names a camera of which nothing is kept");
    }

    private void assertUsage(long segments, long bytes) throws IOException {
        assertEquals(segments, store.usage().segments(), "segments");
        assertEquals(bytes, store.usage().usedBytes(), "used bytes");
    }

    private static Segment segment(String camera, long fromMillis, long toMillis) {
        return new Segment(camera, NOON.plusMillis(fromMillis), NOON.plusMillis(toMillis));
    }

    private static byte[] bytes(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
