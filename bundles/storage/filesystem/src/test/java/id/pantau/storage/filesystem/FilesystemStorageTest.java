package id.pantau.storage.filesystem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import id.pantau.spi.storage.SegmentStore.Draft;
import id.pantau.spi.storage.SegmentStore.Segment;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FilesystemStorageTest {
    private static final Segment SEGMENT =
            new Segment("gate07", Instant.parse("2026-11-17T12:00:00Z"), Instant.parse("2026-11-17T12:00:04.250Z"));

    @TempDir
    Path folder;

    @Test
    @DisplayName("lays segments out by camera and day, readable for people")
    void laysOutByCameraAndDay() throws IOException {
        keep(store(1_000), SEGMENT, 10);
        assertTrue(
                Files.isRegularFile(folder.resolve("gate07/2026-11-17/20261117T120000000Z_20261117T120004250Z.mp4")));
    }

    @Test
    @DisplayName("a writer killed at any moment loses nothing that it committed and leaves nothing half written")
    void survivesKilledWriters() throws Exception {
        List<Integer> committed = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            Process writer = new ProcessBuilder(Writer.command(folder, round * 100_000, Integer.MAX_VALUE))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader out = writer.inputReader()) {
                for (int i = 0; i < 5 + round * 7; i++) {
                    committed.add(Integer.valueOf(out.readLine()));
                }
                writer.toHandle().destroyForcibly(); // SIGKILL; the pipe stays readable
                out.lines().map(Integer::valueOf).forEach(committed::add);
            } finally {
                writer.destroyForcibly();
            }
            assertTrue(writer.waitFor(30, TimeUnit.SECONDS));
        }

        FilesystemStorage store = store(Long.MAX_VALUE);
        List<Segment> found = store.find("gate07", Instant.MIN, Instant.MAX);
        for (int i : committed) {
            assertTrue(found.contains(Writer.segment(i)), "lost " + i);
        }
        for (Segment segment : found) {
            int i = (int)
                    ((segment.start().toEpochMilli() - Writer.segment(0).start().toEpochMilli()) / 20);
            assertArrayEquals(Writer.bytes(i), store.read(segment).readAllBytes(), "half " + i);
        }
        assertTrue(found.size() <= committed.size() + 3, "more than one unacknowledged segment per killed writer");
        assertEquals(0, count(folder.resolve(".drafts")));
        assertEquals(found.size(), store.usage().segments());
    }

    @Test
    @DisplayName("syncs the bytes, then renames, then syncs the folders, and only then says that it is committed")
    void syncsInOrder() throws Exception {
        assumeStrace();
        Path trace = folder.resolve("trace");
        List<String> command = new ArrayList<>(
                List.of("strace", "-f", "-y", "-o", trace.toString(), "-e", "trace=fsync,fdatasync,/rename.*,write"));
        Path recordings = Files.createDirectory(folder.resolve("recordings")).toRealPath();
        command.addAll(Writer.command(recordings, 0, 1));
        Process traced = new ProcessBuilder(command)
                .inheritIO()
                .redirectOutput(ProcessBuilder.Redirect.PIPE)
                .start();
        assertTrue(traced.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, traced.exitValue());

        String calls = String.join("\n", Files.readAllLines(trace));
        int bytes = calls.indexOf("write(", calls.indexOf(recordings + "/.drafts/") - 20);
        int sync = indexAfter(calls, "fsync\\(\\d+<" + recordings + "/\\.drafts/", bytes);
        int rename = indexAfter(calls, "rename", sync);
        int day = indexAfter(calls, "fsync\\(\\d+<" + recordings + "/gate07/[0-9-]+>", rename);
        int camera = indexAfter(calls, "fsync\\(\\d+<" + recordings + "/gate07>", day);
        int root = indexAfter(calls, "fsync\\(\\d+<" + recordings + ">", camera);
        indexAfter(calls, "write\\(1<[^>]*>, \"0", root);
    }

    @Test
    @DisplayName("refuses what does not fit and takes it again after a deletion")
    void keepsItsMaximum() throws IOException {
        FilesystemStorage store = store(100);
        keep(store, SEGMENT, 60);
        Segment next = new Segment("gate07", SEGMENT.end(), SEGMENT.end().plusSeconds(4));
        assertThrows(IOException.class, () -> keep(store, next, 41));
        assertEquals(40, store.usage().freeBytes());
        store.delete(SEGMENT);
        keep(store, next, 100);
        assertThrows(IOException.class, () -> store.begin(SEGMENT));
        assertEquals(0, store.usage().freeBytes());
    }

    @Test
    @DisplayName("neither reads nor writes nor lists through a symbolic link")
    void staysInsideItsFolder(@TempDir Path elsewhere) throws IOException {
        FilesystemStorage outside = new FilesystemStorage(elsewhere, 1_000);
        keep(outside, SEGMENT, 10);
        Files.createSymbolicLink(folder.resolve("gate07"), elsewhere.resolve("gate07"));
        FilesystemStorage store = store(1_000);
        assertThrows(NoSuchFileException.class, () -> store.read(SEGMENT));
        assertEquals(List.of(), store.find("gate07", Instant.MIN, Instant.MAX));
        store.delete(SEGMENT);
        Segment next = new Segment("gate07", SEGMENT.end(), SEGMENT.end().plusSeconds(4));
        assertThrows(IOException.class, () -> keep(store, next, 10));
        assertEquals(1, outside.usage().segments());
        assertEquals(List.of(SEGMENT), outside.find("gate07", Instant.MIN, Instant.MAX));
    }

    @Test
    @DisplayName("ignores files that it did not write")
    void ignoresStrangers() throws IOException {
        FilesystemStorage store = store(1_000);
        keep(store, SEGMENT, 10);
        Path day = folder.resolve("gate07/2026-11-17");
        for (String stranger :
                List.of("notes.txt", "_.mp4", "20261117T120000000Z_20261399T120004250Z.mp4", "x_y.mp4")) {
            Files.writeString(day.resolve(stranger), "x");
        }
        Files.createDirectories(folder.resolve("Lost+Found/2026-11-17"));
        assertEquals(List.of(SEGMENT), store.find("gate07", Instant.MIN, Instant.MAX));
        assertEquals(1, store(1_000).usage().segments());
    }

    @Test
    @DisplayName("removes the folders that it emptied, and no folder below a camera's remains")
    void removesEmptyFolders() throws IOException {
        FilesystemStorage store = store(1_000);
        keep(store, SEGMENT, 10);
        store.delete(SEGMENT);
        assertFalse(Files.exists(folder.resolve("gate07")));
    }

    @Test
    @DisplayName("only the owner may look into the folder")
    void keepsRecordingsFromOtherUsers() throws IOException {
        keep(store(1_000), SEGMENT, 10);
        Path day = folder.resolve("gate07/2026-11-17");
        assertEquals(700, octal(day));
        try (Stream<Path> files = Files.list(day)) {
            assertEquals(600, octal(files.findFirst().orElseThrow()));
        }
    }

    @Test
    @DisplayName("refuses times that no file name can hold")
    void refusesUnnameableTimes() {
        FilesystemStorage store = store(1_000);
        Instant noon = SEGMENT.start();
        for (Segment odd : List.of(
                new Segment("gate07", Instant.MIN, Instant.MAX),
                new Segment("gate07", noon, noon.plusSeconds(86_401)),
                new Segment("gate07", noon.plusNanos(1), noon.plusSeconds(4)))) {
            assertThrows(IOException.class, () -> store.begin(odd));
        }
    }

    @Test
    @DisplayName("puts recordings below the state folder unless a folder is configured, and names a bad one")
    void choosesItsFolder() {
        assertEquals(Path.of("/srv/pantau/recordings"), FilesystemStorage.folder("", "/srv/pantau"));
        assertEquals(Path.of("/mnt/cctv"), FilesystemStorage.folder(" /mnt/cctv ", "/srv/pantau"));
        for (String bad : List.of("recordings", "/a\u0000b")) {
            String message = assertThrows(
                            IllegalArgumentException.class, () -> FilesystemStorage.folder(bad, "/srv/pantau"))
                    .getMessage();
            assertTrue(message.startsWith("folder: "), message);
        }
        assertThrows(IllegalArgumentException.class, () -> FilesystemStorage.folder("", null));
        assertEquals(Optional.empty(), new FolderCheck().problem(Map.of("folder", "/mnt/cctv")));
        assertEquals(Optional.empty(), new FolderCheck().problem(Map.of()));
        assertEquals(
                Optional.of("folder: not an absolute path"), new FolderCheck().problem(Map.of("folder", "recordings")));
    }

    private FilesystemStorage store(long maximumBytes) {
        return new FilesystemStorage(folder, maximumBytes);
    }

    private static void keep(FilesystemStorage store, Segment segment, int length) throws IOException {
        try (Draft draft = store.begin(segment)) {
            draft.write(ByteBuffer.allocate(length));
            draft.commit();
        }
    }

    private static long count(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.count();
        }
    }

    private static int octal(Path path) throws IOException {
        int octal = 0;
        int[] values = {400, 200, 100, 40, 20, 10, 4, 2, 1};
        for (var permission : Files.getPosixFilePermissions(path)) {
            octal += values[permission.ordinal()];
        }
        return octal;
    }

    private static int indexAfter(String text, String pattern, int from) {
        var matcher = java.util.regex.Pattern.compile(pattern).matcher(text);
        assertTrue(from >= 0 && matcher.find(from), () -> "no " + pattern + " after that in\n" + text);
        return matcher.start();
    }

    private static void assumeStrace() throws InterruptedException {
        boolean works;
        try {
            works = new ProcessBuilder("strace", "-o", "/dev/null", "true")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            works = false;
        }
        if (Boolean.parseBoolean(System.getenv("PANTAU_REQUIRE_PEERS"))) {
            assertTrue(works, "Debian package strace is absent or may not trace");
        }
        assumeTrue(works, "Debian package strace is absent or may not trace");
    }
}
