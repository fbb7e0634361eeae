package id.pantau.tck.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.spi.storage.SegmentStore;
import id.pantau.spi.storage.SegmentStore.Draft;
import id.pantau.spi.storage.SegmentStore.Segment;
import id.pantau.tck.Contract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Plants one bug at a time in a store and sees the contract name it. */
final class SegmentStoreTckTest {

    /** A store in memory, in which a subclass plants a bug. {@code kept} is its disk. */
    static class InMemory implements SegmentStore {
        final Map<Segment, byte[]> kept;

        InMemory(Map<Segment, byte[]> kept) {
            this.kept = kept;
        }

        @Override
        public Draft begin(Segment segment) throws IOException {
            if (kept.containsKey(segment)) {
                throw new FileAlreadyExistsException(segment.toString());
            }
            return new InMemoryDraft(segment);
        }

        @Override
        public Set<String> cameras() {
            return kept.keySet().stream().map(Segment::camera).collect(Collectors.toSet());
        }

        @Override
        public List<Segment> find(String camera, Instant from, Instant to) {
            return kept.keySet().stream()
                    .filter(segment -> segment.camera().equals(camera))
                    .filter(segment -> from.isBefore(to) && overlaps(segment, from, to))
                    .sorted(Comparator.comparing(Segment::start).thenComparing(Segment::end))
                    .toList();
        }

        boolean overlaps(Segment segment, Instant from, Instant to) {
            return segment.start().isBefore(to) && segment.end().isAfter(from);
        }

        @Override
        public InputStream read(Segment segment) throws IOException {
            return new ByteArrayInputStream(Optional.ofNullable(kept.get(segment))
                    .orElseThrow(() -> new NoSuchFileException(segment.toString())));
        }

        @Override
        public void delete(Segment segment) throws IOException {
            kept.remove(segment);
        }

        @Override
        public Usage usage() {
            return new Usage(
                    kept.size(), kept.values().stream().mapToLong(b -> b.length).sum(), Long.MAX_VALUE);
        }

        class InMemoryDraft implements Draft {
            final Segment segment;
            byte[] bytes = new byte[0];
            boolean open = true;

            InMemoryDraft(Segment segment) {
                this.segment = segment;
            }

            @Override
            public int write(ByteBuffer source) throws IOException {
                if (!open) {
                    throw new ClosedChannelException();
                }
                int length = source.remaining();
                byte[] longer = java.util.Arrays.copyOf(bytes, bytes.length + length);
                source.get(longer, bytes.length, length);
                bytes = longer;
                return length;
            }

            @Override
            public void commit() throws IOException {
                if (!open) {
                    throw new ClosedChannelException();
                }
                open = false;
                if (kept.putIfAbsent(segment, bytes) != null) {
                    throw new FileAlreadyExistsException(segment.toString());
                }
            }

            @Override
            public boolean isOpen() {
                return open;
            }

            @Override
            public void close() {
                open = false;
            }
        }
    }

    static class Correct extends SegmentStoreTck {
        final Map<Segment, byte[]> disk = new ConcurrentHashMap<>();

        @Override
        protected SegmentStore reopen() throws IOException {
            return new InMemory(disk);
        }
    }

    static final class ShowsDrafts extends Correct {
        @Override
        protected SegmentStore reopen() {
            return new InMemory(disk) {
                @Override
                public Draft begin(Segment segment) throws IOException {
                    if (kept.containsKey(segment)) {
                        throw new FileAlreadyExistsException(segment.toString());
                    }
                    return new InMemoryDraft(segment) {
                        @Override
                        public int write(ByteBuffer source) throws IOException {
                            int written = super.write(source);
                            kept.put(segment, bytes);
                            return written;
                        }

                        @Override
                        public void commit() {
                            open = false;
                        }
                    };
                }
            };
        }
    }

    static final class ForgetsOnRestart extends Correct {
        @Override
        protected SegmentStore reopen() {
            return new InMemory(new ConcurrentHashMap<>());
        }
    }

    static final class Overwrites extends Correct {
        @Override
        protected SegmentStore reopen() {
            return new InMemory(disk) {
                @Override
                public Draft begin(Segment segment) {
                    return new InMemoryDraft(segment) {
                        @Override
                        public void commit() {
                            open = false;
                            kept.put(segment, bytes);
                        }
                    };
                }
            };
        }
    }

    static final class CommitsOnClose extends Correct {
        @Override
        protected SegmentStore reopen() {
            return new InMemory(disk) {
                @Override
                public Draft begin(Segment segment) throws IOException {
                    if (kept.containsKey(segment)) {
                        throw new FileAlreadyExistsException(segment.toString());
                    }
                    return new InMemoryDraft(segment) {
                        @Override
                        public void close() {
                            open = false;
                            kept.putIfAbsent(segment, bytes);
                        }
                    };
                }
            };
        }
    }

    static final class FindsByStartOnly extends Correct {
        @Override
        protected SegmentStore reopen() {
            return new InMemory(disk) {
                @Override
                boolean overlaps(Segment segment, Instant from, Instant to) {
                    return !segment.start().isBefore(from) && segment.start().isBefore(to);
                }
            };
        }
    }

    static final class IncludesTheEnd extends Correct {
        @Override
        protected SegmentStore reopen() {
            return new InMemory(disk) {
                @Override
                boolean overlaps(Segment segment, Instant from, Instant to) {
                    return !segment.start().isAfter(to) && !segment.end().isBefore(from);
                }
            };
        }
    }

    static final class RefusesToDeleteTwice extends Correct {
        @Override
        protected SegmentStore reopen() {
            return new InMemory(disk) {
                @Override
                public void delete(Segment segment) throws IOException {
                    if (kept.remove(segment) == null) {
                        throw new NoSuchFileException(segment.toString());
                    }
                }
            };
        }
    }

    static final class ReadsNothingForTheAbsent extends Correct {
        @Override
        protected SegmentStore reopen() {
            return new InMemory(disk) {
                @Override
                public InputStream read(Segment segment) {
                    return new ByteArrayInputStream(kept.getOrDefault(segment, new byte[0]));
                }
            };
        }
    }

    @Test
    @DisplayName("a correct store passes")
    void passesTheCorrect() {
        assertEquals(Set.of(), Contract.failures(Correct.class));
    }

    @Test
    @DisplayName("a draft that can be seen fails, and so does half a segment after a crash")
    void catchesVisibleDrafts() {
        assertCaught(ShowsDrafts.class, "shows nothing of a draft before its commit");
        assertCaught(ShowsDrafts.class, "leaves nothing half visible after a crash, and takes the segment again");
    }

    @Test
    @DisplayName("a store that forgets fails")
    void catchesForgetting() {
        assertCaught(
                ForgetsOnRestart.class,
                "keeps across a restart what was committed, and what was deleted stays deleted");
    }

    @Test
    @DisplayName("a store that overwrites fails")
    void catchesOverwriting() {
        assertCaught(Overwrites.class, "refuses to begin a segment that exists, and leaves it as it was");
        assertCaught(Overwrites.class, "commits at most one of two drafts of the same segment, and never mixes them");
    }

    @Test
    @DisplayName("a draft that commits when it is closed fails")
    void catchesCommitOnClose() {
        assertCaught(
                CommitsOnClose.class,
                "leaves nothing of a draft that is closed without commit, and takes the segment again");
    }

    @Test
    @DisplayName("finding by the wrong span fails")
    void catchesWrongSpans() {
        assertCaught(FindsByStartOnly.class, "finds by overlap with [from, to), oldest first, of that camera alone");
        assertCaught(IncludesTheEnd.class, "finds by overlap with [from, to), oldest first, of that camera alone");
    }

    @Test
    @DisplayName("a second delete that fails, fails")
    void catchesDeletingOnce() {
        assertCaught(RefusesToDeleteTwice.class, "deletes for good, and once more without harm");
    }

    @Test
    @DisplayName("bytes for what is not there fail")
    void catchesReadingTheAbsent() {
        assertCaught(ReadsNothingForTheAbsent.class, "says NoSuchFileException for what is not there");
    }

    private static void assertCaught(Class<?> planted, String contract) {
        Set<String> failures = Contract.failures(planted);
        assertTrue(failures.contains(contract), () -> planted.getSimpleName() + " only failed: " + failures);
    }
}
