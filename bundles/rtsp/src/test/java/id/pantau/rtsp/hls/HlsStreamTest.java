package id.pantau.rtsp.hls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A camera's HLS stream")
class HlsStreamTest {
    private static final int SLAB = 16 << 10;
    private static final HlsOptions OPTIONS = new HlsOptions(Duration.ofSeconds(2), 3, 8 << 20);
    private static final HlsPosition START = new HlsPosition(7, 100, 5);

    private final SlabPool pool = new SlabPool(SLAB, 16 << 20);
    private final List<ClosedSegment> closed = new ArrayList<>();
    private HlsStream stream = new HlsStream(OPTIONS, START, pool, closed::add);
    private Pictures camera = new Pictures(stream);

    @Test
    @DisplayName("is not there until its first segment is, and then has these playlists")
    void hasThesePlaylists() {
        stream.format(Pictures.CIF);
        camera.send(50, 50);
        assertTrue(!has("index.m3u8"));
        assertTrue(!has("video.m3u8"));
        camera.send(62, 50);
        assertEquals("""
                #EXTM3U
                #EXT-X-VERSION:9
                #EXT-X-TARGETDURATION:2
                #EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=12.0,HOLD-BACK=6.0,PART-HOLD-BACK=1.296
                #EXT-X-PART-INF:PART-TARGET=0.432
                #EXT-X-MEDIA-SEQUENCE:100
                #EXT-X-DISCONTINUITY-SEQUENCE:5
                #EXT-X-INDEPENDENT-SEGMENTS
                #EXT-X-MAP:URI="init-7-100.mp4"
                #EXT-X-PROGRAM-DATE-TIME:2026-11-22T03:00:00.000Z
                #EXT-X-PART:DURATION=0.40000,URI="part-7-100-0.m4s",INDEPENDENT=YES
                #EXT-X-PART:DURATION=0.40000,URI="part-7-100-1.m4s"
                #EXT-X-PART:DURATION=0.40000,URI="part-7-100-2.m4s"
                #EXT-X-PART:DURATION=0.40000,URI="part-7-100-3.m4s"
                #EXT-X-PART:DURATION=0.40000,URI="part-7-100-4.m4s"
                #EXTINF:2.00000,
                seg-7-100.m4s
                #EXT-X-PROGRAM-DATE-TIME:2026-11-22T03:00:02.000Z
                #EXT-X-PART:DURATION=0.40000,URI="part-7-101-0.m4s",INDEPENDENT=YES
                #EXT-X-PART:DURATION=0.40000,URI="part-7-101-1.m4s"
                #EXT-X-PART:DURATION=0.40000,URI="part-7-101-2.m4s"
                #EXT-X-PART:DURATION=0.40000,URI="part-7-101-3.m4s"
                #EXT-X-PART:DURATION=0.40000,URI="part-7-101-4.m4s"
                #EXTINF:2.00000,
                seg-7-101.m4s
                #EXT-X-PROGRAM-DATE-TIME:2026-11-22T03:00:04.000Z
                #EXT-X-PART:DURATION=0.40000,URI="part-7-102-0.m4s",INDEPENDENT=YES
                #EXT-X-PRELOAD-HINT:TYPE=PART,URI="part-7-102-1.m4s"
                """, text("video.m3u8"));
        assertEquals("""
                #EXTM3U
                #EXT-X-VERSION:7
                #EXT-X-INDEPENDENT-SEGMENTS
                #EXT-X-STREAM-INF:BANDWIDTH=205000,AVERAGE-BANDWIDTH=205000,CODECS="avc1.42c00d",RESOLUTION=352x288,FRAME-RATE=25.000
                video.m3u8
                """, text("index.m3u8"));
        assertEquals(
                new ClosedSegment(
                        "seg-7-101.m4s",
                        "init-7-100.mp4",
                        Pictures.START.plusSeconds(2),
                        Pictures.START.plusSeconds(4),
                        101,
                        true),
                closed.get(1));
        assertEquals(new HlsPosition(7, 103, 5), stream.position());
    }

    @Test
    @DisplayName(
            "keeps its last playlist through an outage and numbers on behind a DISCONTINUITY, on one rising time line")
    void outlivesOutages() {
        stream.format(Pictures.CIF);
        camera.send(75, 50);
        stream.discontinuity();
        String before = text("video.m3u8");
        camera.reconnect(Duration.ofSeconds(20));
        stream.format(Pictures.CIF);
        assertEquals(before, text("video.m3u8"));
        assertEquals(new HlsPosition(7, 102, 6), stream.position());
        camera.send(60, 50);
        assertEquals(
                """
                #EXT-X-MAP:URI="init-7-100.mp4"
                #EXT-X-PROGRAM-DATE-TIME:2026-11-22T03:00:00.000Z
                #EXTINF:2.00000,
                seg-7-100.m4s
                #EXT-X-PROGRAM-DATE-TIME:2026-11-22T03:00:02.000Z
                #EXTINF:1.00000,
                seg-7-101.m4s
                #EXT-X-DISCONTINUITY
                #EXT-X-PROGRAM-DATE-TIME:2026-11-22T03:00:23.000Z
                #EXTINF:2.00000,
                seg-7-102.m4s
                """,
                text("video.m3u8").split("INDEPENDENT-SEGMENTS\n")[1].replaceAll("#EXT-X-(PART|PRELOAD-HINT).*\n", ""));
        assertEquals(
                List.of(0L, 180_000L, 2_070_000L),
                closed.stream().map(this::decodeTime).toList());
    }

    @Test
    @DisplayName("names a new initialisation segment when the format changes, behind a DISCONTINUITY, once")
    void followsFormatChanges() {
        stream.format(Pictures.CIF);
        camera.send(60, 50);
        stream.format(Pictures.FULL_HD);
        stream.format(Pictures.FULL_HD);
        camera.send(100, 50);
        String playlist = text("video.m3u8");
        assertEquals(List.of("init-7-100.mp4", "init-7-102.mp4"), all("MAP:URI=\"(.*)\"", playlist));
        assertEquals(1, all("(DISCONTINUITY)\n", playlist).size());
        assertTrue(text("index.m3u8").contains("RESOLUTION=1920x1080"));
        try (HlsResource first = stream.find("init-7-100.mp4").orElseThrow();
                HlsResource second = stream.find("init-7-102.mp4").orElseThrow()) {
            assertTrue(first.immutable());
            assertFalse(first.etag().equals(second.etag()));
        }
    }

    @Test
    @DisplayName("says that the format changes before the first part in it, and has the initialisation segment by then")
    void announcesFormatChanges() {
        stream.format(Pictures.CIF);
        camera.send(60, 50);
        List<String> playlists = new ArrayList<>();
        stream.onChange(() -> playlists.add(text("video.m3u8")));
        stream.format(Pictures.FULL_HD);
        assertEquals(1, playlists.size());
        assertTrue(playlists.get(0).endsWith("""
                        seg-7-101.m4s
                        #EXT-X-DISCONTINUITY
                        #EXT-X-MAP:URI="init-7-102.mp4"
                        #EXT-X-PRELOAD-HINT:TYPE=PART,URI="part-7-102-0.m4s"
                        """), playlists.get(0));
        assertTrue(has("init-7-102.mp4"));
        camera.send(100, 50);
        assertEquals(1, all("(DISCONTINUITY)\n", text("video.m3u8")).size());
    }

    @Test
    @DisplayName("keeps no initialisation segment of a format that no picture came in")
    void forgetsUnusedFormats() {
        stream.format(Pictures.CIF);
        camera.send(60, 50);
        stream.format(Pictures.FULL_HD);
        stream.format(Pictures.CIF);
        assertFalse(has("init-7-102.mp4"));
        assertTrue(has("init-7-103.mp4"));
        camera.send(60, 50);
        assertTrue(text("video.m3u8").contains("init-7-103.mp4"));
    }

    @Test
    @DisplayName("counts the discontinuities that have left its playlist")
    void countsDiscontinuities() {
        stream.format(Pictures.CIF);
        camera.send(60, 50);
        for (int i = 0; i < 3; i++) {
            camera.reconnect(Duration.ofSeconds(1)).send(60, 50);
        }
        camera.reconnect(Duration.ofSeconds(1)).send(1000, 50);
        String playlist = text("video.m3u8");
        assertTrue(playlist.contains("#EXT-X-DISCONTINUITY-SEQUENCE:9\n"), playlist);
        assertFalse(playlist.contains("#EXT-X-DISCONTINUITY\n"), playlist);
    }

    @Test
    @DisplayName("lists seven target durations, and keeps as much again for those who come late")
    void keepsAWindow() {
        stream.format(Pictures.CIF);
        camera.send(3001, 50);
        List<String> listed = all("(seg-.*)\n", text("video.m3u8"));
        assertEquals(7, listed.size());
        assertEquals("seg-7-159.m4s", listed.get(6));
        assertTrue(has("seg-7-145.m4s"));
        assertTrue(has("part-7-145-0.m4s"));
        assertTrue(!has("seg-7-144.m4s"));
        assertTrue(!has("part-7-144-4.m4s"));
        assertEquals(60, closed.size());
    }

    @Test
    @DisplayName(
            "cuts at the first key picture after the target, sooner where they are too far apart, and never exceeds the target duration")
    void cutsLongGroups() {
        stream.format(Pictures.CIF);
        camera.send(75, 37);
        assertEquals(List.of("1.48000", "1.48000"), all("EXTINF:(.*),", text("video.m3u8")));
        assertTrue(text("video.m3u8").contains("#EXT-X-INDEPENDENT-SEGMENTS"));
        camera.reconnect(Duration.ofSeconds(1)).send(101, 100);
        camera.send(701, 175);
        String playlist = text("video.m3u8");
        List<String> lengths = all("EXTINF:(.*),", playlist);
        assertEquals(
                List.of("2.28000", "2.36000", "2.36000"),
                lengths.subList(lengths.size() - 3, lengths.size()).stream()
                        .sorted()
                        .toList());
        assertFalse(playlist.contains("INDEPENDENT-SEGMENTS"), playlist);
        assertTrue(playlist.contains("TARGETDURATION:2\n"), playlist);
    }

    @Test
    @DisplayName(
            "whose camera pauses for longer than the target duration waits for a key picture behind a DISCONTINUITY")
    void waitsAfterPause() {
        stream.format(Pictures.CIF);
        camera.send(30, 50).pause(Duration.ofSeconds(8)).send(90, 50);
        String playlist = text("video.m3u8");
        assertEquals(List.of("1.20000", "2.00000"), all("EXTINF:(.*),", playlist));
        assertEquals(1, all("(DISCONTINUITY)\n", playlist).size());
        assertTrue(playlist.contains("INDEPENDENT"));
    }

    @Test
    @DisplayName("never holds more than its budget, whatever the camera sends, and frees all of it")
    void keepsItsBudget() {
        HlsOptions small = new HlsOptions(Duration.ofSeconds(2), 6, 20 * SLAB);
        stream = new HlsStream(small, START, pool, closed::add);
        camera = new Pictures(stream);
        stream.format(Pictures.CIF);
        Random random = new Random(11);
        for (int i = 0; i < 5000; i++) {
            camera.size(8 + random.nextInt(random.nextInt(50) == 0 ? 30 * SLAB : SLAB / 2));
            camera.send(random.nextInt(20) == 0);
            if (random.nextInt(300) == 0) {
                camera.reconnect(Duration.ofSeconds(3));
            }
            assertTrue(stream.bytes() <= small.byteBudget(), stream.bytes() + " bytes");
            assertEquals(pool.usedBytes(), stream.bytes());
            assertTrue(closed.isEmpty() || has("video.m3u8"));
        }
        assertTrue(closed.size() > 50);
        stream.close();
        assertEquals(0, pool.usedBytes());
        assertEquals(0, stream.bytes());
        assertTrue(!has("video.m3u8"));
    }

    @Test
    @DisplayName("lists nothing that cannot be fetched, however small its budget")
    void listsOnlyWhatIsThere() {
        stream = new HlsStream(new HlsOptions(Duration.ofSeconds(2), 6, 16 * SLAB), START, pool, closed::add);
        camera = new Pictures(stream);
        stream.format(Pictures.CIF);
        for (int i = 0; i < 40; i++) {
            camera.send(50, 50);
            if (has("video.m3u8")) {
                String playlist = text("video.m3u8");
                all("((?:seg|init|part)-[^\"?]*?)\"?(?:,INDEPENDENT=YES)?\n(?=.)", playlist)
                        .forEach(name -> assertTrue(has(name), name));
                assertTrue(i < 3 || all("(EXTINF)", playlist).size() >= 2, playlist);
            }
        }
    }

    @Test
    @DisplayName("drops its own oldest segments when the pool is used up, and goes on")
    void sharesThePool() {
        SlabPool tight = new SlabPool(SLAB, 24 * SLAB);
        HlsStream greedy = new HlsStream(OPTIONS, START, tight, segment -> {});
        HlsStream modest = new HlsStream(OPTIONS, START, tight, closed::add);
        greedy.format(Pictures.CIF);
        modest.format(Pictures.CIF);
        Pictures first = new Pictures(greedy);
        Pictures second = new Pictures(modest);
        for (int i = 0; i < 20; i++) {
            first.send(50, 50);
            second.send(50, 50);
            assertTrue(tight.usedBytes() <= 24 * SLAB);
        }
        assertTrue(closed.size() > 10, closed.size() + " segments");
        greedy.close();
        modest.close();
        assertEquals(0, tight.usedBytes());
    }

    @Test
    @DisplayName("lets a reader finish a segment that it has itself let go")
    void letsReadersFinish() {
        stream.format(Pictures.CIF);
        camera.send(51, 50);
        HlsResource slow = stream.find("seg-7-100.m4s").orElseThrow();
        byte[] before = HlsServer.bytes(slow);
        camera.size(4000).send(5000, 50);
        assertTrue(!has("seg-7-100.m4s"));
        assertEquals(ByteBuffer.wrap(before), ByteBuffer.wrap(HlsServer.bytes(slow)));
        assertTrue(slow.body().stream().allMatch(b -> b.isDirect() && b.isReadOnly()));
        stream.close();
        assertTrue(pool.usedBytes() > 0);
        slow.close();
        slow.close();
        assertEquals(0, pool.usedBytes());
        assertThrows(IllegalStateException.class, slow::body);
    }

    @Test
    @DisplayName("gives whole files to any number of readers while it goes on")
    void servesManyReaders() throws Exception {
        stream = new HlsStream(new HlsOptions(Duration.ofSeconds(2), 3, 40 * SLAB), START, pool, closed::add);
        camera = new Pictures(stream);
        stream.format(Pictures.CIF);
        camera.size(2000).send(101, 50);
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService readers = Executors.newFixedThreadPool(3);
        List<Future<Integer>> results = IntStream.range(0, 3)
                .mapToObj(i -> readers.submit(() -> readAll(done)))
                .toList();
        camera.send(20_000, 50);
        done.set(true);
        for (Future<Integer> result : results) {
            assertTrue(result.get() > 0);
        }
        readers.shutdown();
        stream.close();
        assertEquals(0, pool.usedBytes());
    }

    @Test
    @DisplayName("takes over the numbering of another one")
    void takesOver() {
        stream.format(Pictures.CIF);
        camera.send(60, 50);
        stream.discontinuity();
        HlsPosition position = stream.position();
        HlsStream next = new HlsStream(OPTIONS, position, pool, closed::add);
        next.format(Pictures.CIF);
        new Pictures(next).send(51, 50);
        assertEquals(102, closed.get(2).sequence());
        assertEquals(6, position.discontinuitySequence());
    }

    @Test
    @DisplayName("refuses options that cannot work, naming them")
    void refusesOptions() {
        assertTrue(assertThrows(
                        IllegalArgumentException.class,
                        () -> new HlsStream(new HlsOptions(Duration.ofSeconds(2), 3, SLAB), START, pool, s -> {}))
                .getMessage()
                .startsWith("byteBudget"));
        assertThrows(IllegalArgumentException.class, () -> new HlsOptions(Duration.ZERO, 3, 1 << 20));
        assertThrows(IllegalArgumentException.class, () -> new HlsOptions(Duration.ofSeconds(2), 0, 1 << 20));
        assertThrows(IllegalArgumentException.class, () -> new SlabPool(1, 1));
    }

    private long decodeTime(ClosedSegment segment) {
        try (HlsResource resource = stream.find(segment.name()).orElseThrow()) {
            ByteBuffer bytes = ByteBuffer.wrap(HlsServer.bytes(resource));
            int tfdt = new String(bytes.array(), StandardCharsets.ISO_8859_1).indexOf("tfdt");
            return bytes.getLong(tfdt + 8);
        }
    }

    private String text(String name) {
        try (HlsResource resource = stream.find(name).orElseThrow()) {
            assertFalse(resource.immutable());
            assertEquals("application/vnd.apple.mpegurl", resource.contentType());
            return new String(HlsServer.bytes(resource), StandardCharsets.UTF_8);
        }
    }

    private int readAll(AtomicBoolean done) {
        int read = 0;
        while (!done.get() || read == 0) {
            for (String name : all("(seg-.*)\n", text("video.m3u8"))) {
                Optional<HlsResource> found = stream.find(name);
                if (found.isPresent()) {
                    try (HlsResource resource = found.get()) {
                        ByteBuffer bytes = ByteBuffer.wrap(HlsServer.bytes(resource));
                        assertEquals(0x73747970, bytes.getInt(4));
                        int first = bytes.getInt(Pictures.first(bytes) + 4);
                        assertEquals(first + 49, bytes.getInt(bytes.limit() - 2000 + 4));
                        read++;
                    }
                }
            }
        }
        return read;
    }

    private boolean has(String name) {
        Optional<HlsResource> found = stream.find(name);
        found.ifPresent(HlsResource::close);
        return found.isPresent();
    }

    private static List<String> all(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        List<String> found = new ArrayList<>();
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
