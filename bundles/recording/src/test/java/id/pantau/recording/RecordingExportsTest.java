package id.pantau.recording;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Actor;
import id.pantau.model.AuditEntry;
import id.pantau.model.Look;
import id.pantau.model.Text;
import id.pantau.service.AuditTrail;
import id.pantau.service.Exports.ExportedFile;
import id.pantau.service.Looks;
import id.pantau.service.NotSharedException;
import id.pantau.service.Recordings;
import id.pantau.spi.storage.SegmentStore.Segment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordingExportsTest {
    private static final Instant NOON = Instant.parse("2026-11-17T12:00:00Z");
    private static final Actor SARI = Actor.console("sari");
    private static final Text REVOKED = new Text("Perjanjian 12/2026 dicabut.", "Agreement 12/2026 was revoked.");

    @TempDir
    Path folder;

    private final Archive archive = new Archive();
    private final List<String> audit = new ArrayList<>();
    private final List<String> looked = new ArrayList<>();
    private RecordingExports exports;

    @BeforeEach
    void open() {
        exports = new RecordingExports(
                archive,
                new AuditTrail() {
                    @Override
                    public void record(Actor who, String action, String subject, String why) {
                        audit.add(who.name() + " " + action + " " + subject + " " + why);
                    }

                    @Override
                    public List<AuditEntry> newest(int limit) {
                        return List.of();
                    }
                },
                new Looks() {
                    @Override
                    public void note(String camera, String who) {
                        looked.add(camera + " " + who);
                    }

                    @Override
                    public List<Look> of(String partner, LocalDate since) {
                        return List.of();
                    }
                });
    }

    @Test
    @DisplayName("segments that go on are one file with one beginning, whose digest is in the audit trail")
    void joins() throws Exception {
        archive.keep(0, init("avc1"), media(0, "one"));
        archive.keep(4, init("avc1"), media(360_000, "two"));
        archive.keep(60, init("avc1"), media(5_400_000, "after a hole"));
        ExportedFile file = only(export());
        assertEquals(folder.resolve("gate07-20261117T120000.000Z.mp4"), file.file());
        assertArrayEquals(
                joined(init("avc1"), media(0, "one"), media(360_000, "two"), media(5_400_000, "after a hole")),
                Files.readAllBytes(file.file()));
        assertEquals(NOON, file.start());
        assertEquals(NOON.plusSeconds(64), file.end());
        assertEquals(Duration.ofSeconds(12), file.recorded());
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file.file())));
        assertEquals(digest, file.sha256());
        assertEquals(
                List.of("console:sari recording.export gate07 LP/12/2026 [gate07-20261117T120000.000Z.mp4 sha256 "
                        + digest + "]"),
                audit);
        assertEquals(List.of("gate07 console:sari"), looked);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.file())));
    }

    @Test
    @DisplayName("another coding, or a timeline that begins anew, is another file")
    void splits() throws Exception {
        archive.keep(0, init("avc1"), media(720_000, "one"));
        archive.keep(4, init("hvc1"), media(1_080_000, "two"));
        archive.keep(8, init("hvc1"), media(0, "three"));
        List<ExportedFile> files = export();
        assertEquals(3, files.size());
        assertArrayEquals(
                joined(init("hvc1"), media(0, "three")),
                Files.readAllBytes(files.get(2).file()));
    }

    @Test
    @DisplayName("an owner who ends it meanwhile leaves no file and no audit row of one")
    void endedMeanwhile() throws Exception {
        archive.keep(0, init("avc1"), media(0, "one"));
        archive.keep(4, init("hvc1"), media(360_000, "two"));
        for (int after = 0; after <= 3; after++) {
            archive.endsAfter = after;
            assertEquals(
                    REVOKED,
                    assertThrows(NotSharedException.class, this::export).reason());
            assertEquals(List.of(), left());
            assertEquals(List.of(), audit);
        }
        archive.endsAfter = 4;
        assertEquals(2, export().size());
    }

    @Test
    @DisplayName("a damaged segment is named, and nothing is left behind")
    void damaged() throws Exception {
        archive.keep(0, init("avc1"), media(0, "one"));
        byte[] whole = joined(init("avc1"), media(360_000, "two"));
        int fragment = init("avc1").remaining() + fragment(0).remaining();
        Set<Integer> endsOfBoxes =
                Set.of(fragment, fragment + 11, fragment + 11 + fragment(0).remaining());
        for (int length = 0; length < whole.length - 8; length++) {
            archive.keep(4, ByteBuffer.wrap(Arrays.copyOf(whole, length)));
            if (endsOfBoxes.contains(length)) {
                continue;
            }
            IOException refused = assertThrows(IOException.class, this::export, length + " bytes of " + whole.length);
            assertTrue(refused.getMessage().startsWith("the segment of camera gate07 at 2026-11-17T12:00:04Z: "));
            assertEquals(List.of(), left());
        }
    }

    @Test
    @DisplayName("a second export of the same time does not touch the first")
    void again() throws Exception {
        archive.keep(0, init("hvc1"), media(0, "one"));
        archive.keep(4, init("avc1"), media(360_000, "two"));
        Files.writeString(folder.resolve("gate07-20261117T120004.000Z.mp4"), "somebody's");
        assertThrows(FileAlreadyExistsException.class, this::export);
        assertEquals(List.of("gate07-20261117T120004.000Z.mp4"), left());
    }

    @Test
    void saysWhatIsWrongWithTheQuestion() throws Exception {
        assertEquals(
                "nothing was recorded of camera gate07 from 2026-11-17T12:00:00Z to 2026-11-18T12:00:00Z",
                assertThrows(NoSuchElementException.class, this::export).getMessage());
        assertEquals(
                "one export covers at most 24 hours; ask for the rest with another",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> exports.export(
                                        "gate07", NOON, NOON.plusSeconds(86_401), folder, SARI, "LP/12/2026"))
                        .getMessage());
        assertThrows(
                IOException.class,
                () -> exports.export("gate07", NOON, NOON.plusSeconds(1), folder.resolve("none"), SARI, "x"));
    }

    private List<ExportedFile> export() throws IOException {
        return exports.export("gate07", NOON, NOON.plus(Duration.ofDays(1)), folder, SARI, "LP/12/2026");
    }

    private static ExportedFile only(List<ExportedFile> files) {
        assertEquals(1, files.size());
        return files.get(0);
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static ByteBuffer init(String codec) {
        return ByteBuffer.wrap(joined(
                box("ftyp", "iso6".getBytes(StandardCharsets.US_ASCII)),
                box("moov", codec.getBytes(StandardCharsets.US_ASCII))));
    }

    /** Two fragments of one track, the second a second later. */
    private static ByteBuffer media(long decodeTime, String content) {
        return ByteBuffer.wrap(joined(
                fragment(decodeTime),
                box("mdat", content.getBytes(StandardCharsets.US_ASCII)),
                fragment(decodeTime + 90_000),
                box("mdat", new byte[0])));
    }

    private static ByteBuffer fragment(long decodeTime) {
        byte[] tfhd = ByteBuffer.allocate(8).putInt(0x020000).putInt(1).array();
        byte[] tfdt =
                ByteBuffer.allocate(12).putInt(1 << 24).putLong(decodeTime).array();
        return box("moof", joined(box("traf", joined(box("tfhd", tfhd), box("tfdt", tfdt)))));
    }

    private static ByteBuffer box(String type, byte[] body) {
        return ByteBuffer.allocate(8 + body.length)
                .putInt(8 + body.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(body)
                .flip();
    }

    private static byte[] joined(ByteBuffer... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (ByteBuffer part : parts) {
            bytes.write(part.array(), part.arrayOffset(), part.remaining());
        }
        return bytes.toByteArray();
    }

    /** Recordings of one camera in memory, whose owner may end them after some questions. */
    private static final class Archive implements Recordings {
        private final TreeMap<Segment, byte[]> kept =
                new TreeMap<>((a, b) -> a.start().compareTo(b.start()));
        private int endsAfter = Integer.MAX_VALUE;
        private int asked;

        void keep(int second, ByteBuffer... parts) {
            kept.put(segment(second), joined(parts));
        }

        private static Segment segment(int second) {
            return new Segment("gate07", NOON.plusSeconds(second), NOON.plusSeconds(second + 4));
        }

        @Override
        public List<Segment> find(String camera, Instant from, Instant to) throws IOException {
            ask();
            return List.copyOf(kept.keySet());
        }

        @Override
        public InputStream read(Segment segment) throws IOException {
            ask();
            return new ByteArrayInputStream(kept.get(segment));
        }

        private void ask() throws NotSharedException {
            if (asked++ >= endsAfter) {
                asked = 0;
                throw new NotSharedException(REVOKED);
            }
        }

        @Override
        public List<StorageInfo> storages() {
            return List.of();
        }
    }
}
