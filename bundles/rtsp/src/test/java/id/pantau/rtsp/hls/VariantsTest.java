package id.pantau.rtsp.hls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.rtsp.media.AccessUnit;
import id.pantau.rtsp.media.SenderReport;
import io.lindstrom.m3u8.model.MasterPlaylist;
import io.lindstrom.m3u8.model.MediaPlaylist;
import io.lindstrom.m3u8.model.MediaSegment;
import io.lindstrom.m3u8.parser.MasterPlaylistParser;
import io.lindstrom.m3u8.parser.MediaPlaylistParser;
import io.lindstrom.m3u8.parser.ParsingMode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** RFC 8216bis, section 6.2.4: matching content has matching times, dates and discontinuity numbers. */
@DisplayName("Two streams of one camera")
class VariantsTest {
    private static final int TICKS = AccessUnit.TICKS_PER_SECOND;
    private static final HlsOptions OPTIONS = new HlsOptions(Duration.ofSeconds(2), 6, 16 << 20);

    /** As near as streams count as aligned, in ticks. */
    private static final long CLOSE = TICKS * 60 / 1000;

    private final SlabPool pool = new SlabPool(16 << 10, 64 << 20);
    private final HlsStream first = new HlsStream(OPTIONS, new HlsPosition(7, 100, 5), pool, segment -> {});
    private final HlsStream second = new HlsStream(first, OPTIONS, new HlsPosition(9, 4000, 1000), pool, segment -> {});
    private final Stream sub = new Stream(first, 12.5, 2, 0, 17_000_000_000L, Duration.ofMillis(20));
    private final Stream main = new Stream(second, 25, 1, 0.73, 5, Duration.ofMillis(180));

    /** The clock of the camera is an hour off. */
    private static final Duration CAMERA_CLOCK = Duration.ofHours(-1);

    private double now;

    /** One encoder: it sees what there is to see at {@code now}, with RTP times of its own. */
    private static final class Stream {
        private final HlsStream into;
        private final double fps;
        private final int perGroup;
        private final double phase;
        private final Duration latency;
        private long offset;
        private Duration clockError = Duration.ZERO;
        private int count;
        private boolean on;
        private boolean needsKey = true;

        Stream(HlsStream into, double fps, double gop, double phase, long offset, Duration latency) {
            this.into = into;
            this.fps = fps;
            this.perGroup = (int) Math.round(gop * fps);
            this.phase = phase;
            this.offset = offset;
            this.latency = latency;
        }

        void play() {
            on = true;
            into.format(Pictures.CIF);
        }

        void fail(long newOffset) {
            on = false;
            needsKey = true;
            offset = newOffset;
            into.discontinuity();
        }

        void reports(double now) {
            if (!on) {
                return;
            }
            Instant clock = Pictures.START.plus(CAMERA_CLOCK).plus(clockError).plusNanos((long) (now * 1e9));
            into.clock(new SenderReport(clock, time(now)));
        }

        private long time(double when) {
            return offset + Math.round(when * TICKS);
        }

        /** Sends what it sees before {@code until}; a picture says in its first bytes when it was seen. */
        void until(double until) {
            for (double seen = phase + count / fps; seen < until; seen = phase + ++count / fps) {
                boolean key = count % perGroup == 0;
                if (on && (key || !needsKey)) {
                    needsKey = false;
                    ByteBuffer picture = ByteBuffer.allocate(500).putLong(0, Math.round(seen * TICKS));
                    Instant arrival =
                            Pictures.START.plusNanos((long) (seen * 1e9)).plus(latency);
                    into.append(new AccessUnit(picture, time(seen), time(seen), key, arrival));
                }
            }
        }
    }

    private void run(double seconds) {
        double end = now + seconds;
        for (; now < end; now += 0.02) {
            sub.until(now);
            main.until(now);
        }
    }

    private void runWithReports(double seconds) {
        for (double done = 0; done < seconds; done += 5) {
            sub.reports(now);
            main.reports(now);
            run(Math.min(5, seconds - done));
        }
    }

    /** A segment as its playlist and its bytes describe it. */
    private record Shown(long number, double date, long time, long seen, MediaSegment segment) {}

    private static List<Shown> shown(HlsStream stream) throws Exception {
        MediaPlaylist playlist = playlist(stream);
        long number = playlist.discontinuitySequence();
        List<Shown> all = new ArrayList<>();
        for (MediaSegment segment : playlist.mediaSegments()) {
            number += segment.discontinuity() && !all.isEmpty() ? 1 : 0;
            ByteBuffer bytes = bytes(stream, segment.uri());
            String text = StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString();
            double date =
                    Duration.between(Pictures.START, segment.programDateTime().orElseThrow())
                                    .toMillis()
                            / 1000.0;
            all.add(new Shown(
                    number,
                    date,
                    bytes.getLong(text.indexOf("tfdt") + 8),
                    bytes.getLong(Pictures.first(bytes)),
                    segment));
        }
        return all;
    }

    private static MediaPlaylist playlist(HlsStream stream) throws Exception {
        return new MediaPlaylistParser(ParsingMode.STRICT)
                .readPlaylist(StandardCharsets.UTF_8
                        .decode(bytes(stream, "video.m3u8"))
                        .toString());
    }

    private static ByteBuffer bytes(HlsStream stream, String name) {
        try (HlsResource resource = stream.find(name).orElseThrow()) {
            return ByteBuffer.wrap(HlsServer.bytes(resource));
        }
    }

    /** Times and dates say the same of the same moment in both, and so do the numbers but near their borders. */
    private void assertMatch() throws Exception {
        assertTrue(second.isAligned());
        TreeMap<Long, Shown> leading = new TreeMap<>();
        shown(first).forEach(s -> leading.put(s.seen, s));
        List<Shown> following = shown(second);
        assertTrue(following.size() >= 4, following.size() + " segments");
        assertEquals(playlist(first).targetDuration(), playlist(second).targetDuration());
        for (Shown other : following) {
            Map.Entry<Long, Shown> floor = leading.floorEntry(other.seen);
            if (floor == null) {
                continue; // has left the other playlist
            }
            Shown match = floor.getValue();
            Shown next = leading.floorEntry(other.seen + 2 * TICKS).getValue();
            assertTrue(
                    other.number == match.number || other.number == next.number, other.number + " for " + match.number);
            assertEquals(match.time + other.seen - match.seen, other.time, CLOSE, other.segment.uri());
            assertEquals(
                    match.date + (other.time - match.time) / (double) TICKS, other.date, 0.002, other.segment.uri());
        }
    }

    @Test
    @DisplayName("have one time line when both tell what the camera's clock shows, whatever their own times begin with")
    void align() throws Exception {
        sub.play();
        runWithReports(7);
        main.play();
        main.reports(now);
        run(12);
        assertMatch();
        List<Shown> shown = shown(second);
        assertEquals(shown.get(0).seen + TICKS, shown.get(1).seen, "the first segment is as short as it can be");
        long exact = shown.get(0).time - shown.get(0).seen;
        assertEquals(shown(first).get(0).time - shown(first).get(0).seen, exact, 2, "to a tick or two");
    }

    @Test
    @DisplayName("are corrected behind a DISCONTINUITY of both when the reports come after the pictures")
    void alignLate() throws Exception {
        sub.play();
        runWithReports(7);
        main.play();
        run(4.5);
        assertFalse(second.isAligned());
        runWithReports(25);
        assertMatch();
        assertEquals(6, shown(first).get(0).number);
    }

    @Test
    @DisplayName("are no variants of each other when one does not tell")
    void stayApartWithoutReports() throws Exception {
        sub.play();
        main.play();
        for (int i = 0; i < 6; i++) {
            main.reports(now);
            run(5);
            assertFalse(second.isAligned());
        }
        assertEquals(5, shown(first).get(0).number);
        assertEquals(5, shown(second).get(0).number);
    }

    @Test
    @DisplayName("are no variants of each other when they tell two different clocks")
    void stayApartWithTwoClocks() throws Exception {
        main.clockError = Duration.ofSeconds(3);
        sub.play();
        main.play();
        for (int i = 0; i < 6; i++) {
            runWithReports(5);
            assertFalse(second.isAligned());
        }
    }

    @Test
    @DisplayName("agree again after an outage of either, with as many discontinuities in both")
    void agreeAfterOutages() throws Exception {
        sub.play();
        main.play();
        runWithReports(11);
        main.fail(3_000_000_000L);
        runWithReports(3);
        main.play();
        main.reports(now);
        run(9);
        assertTrue(second.isAligned());
        assertEquals(number(first), number(second));
        assertEquals(6, number(first));
        runWithReports(15);
        assertMatch();

        sub.fail(77);
        runWithReports(4);
        assertFalse(second.isAligned());
        sub.play();
        runWithReports(9);
        assertEquals(7, number(second));
        assertEquals(number(first), number(second));
        runWithReports(30);
        assertMatch();
    }

    private static long number(HlsStream stream) throws Exception {
        List<Shown> shown = shown(stream);
        return shown.get(shown.size() - 1).number;
    }

    @Test
    @DisplayName(
            "stay aligned when one report is odd or the camera's clock is set, and move when their times drift apart")
    void toleratesOddReports() throws Exception {
        sub.play();
        main.play();
        runWithReports(10);
        main.clockError = Duration.ofMillis(400);
        main.reports(now);
        main.clockError = Duration.ZERO;
        run(1);
        runWithReports(10);
        assertEquals(5, number(second), "an odd report");

        sub.clockError = Duration.ofHours(2);
        sub.reports(now);
        run(1);
        main.clockError = Duration.ofHours(2);
        runWithReports(10);
        assertEquals(5, number(second), "a clock that was set");
        assertMatch();

        main.offset += TICKS / 5;
        runWithReports(40);
        assertEquals(6, number(second));
        assertMatch();
    }

    @Test
    @DisplayName("are listed together, the lesser first")
    void areListed() throws Exception {
        sub.play();
        main.play();
        runWithReports(15);
        String text = StandardCharsets.US_ASCII
                .decode(MultivariantPlaylist.of(List.of(
                        new MultivariantPlaylist.Entry(
                                "video.m3u8", first.variant().orElseThrow()),
                        new MultivariantPlaylist.Entry(
                                "main/video.m3u8", second.variant().orElseThrow()))))
                .toString();
        MasterPlaylist playlist = new MasterPlaylistParser(ParsingMode.STRICT).readPlaylist(text);
        assertEquals(
                List.of("video.m3u8", "main/video.m3u8"),
                playlist.variants().stream().map(v -> v.uri()).toList());
        playlist.variants().forEach(variant -> {
            assertEquals(List.of("avc1.42c00d"), variant.codecs());
            assertEquals(352, variant.resolution().orElseThrow().width());
            assertTrue(variant.averageBandwidth().orElseThrow() <= variant.bandwidth());
        });
        assertEquals(12.5, playlist.variants().get(0).frameRate().orElseThrow(), 0.01);
        assertEquals(25, playlist.variants().get(1).frameRate().orElseThrow(), 0.01);
    }

    @Test
    @DisplayName("report to each other the newest part that can be had")
    void reportTheirLastPart() throws Exception {
        sub.play();
        run(0.5);
        assertTrue(first.last().isEmpty(), "there is no playlist yet");
        for (int i = 0; i < 60; i++) {
            run(0.1);
            if (first.last().isEmpty()) {
                continue;
            }
            LastPart last = first.last().orElseThrow();
            MediaPlaylist playlist = playlist(first);
            int open = playlist.partialSegments().size();
            int closed = playlist.mediaSegments().size();
            assertEquals(playlist.mediaSequence() + closed - (open > 0 ? 0 : 1), last.sequence());
            int parts = open > 0
                    ? open
                    : playlist.mediaSegments().get(closed - 1).partialSegments().size();
            assertEquals(parts - 1, last.part());
        }
        assertEquals(
                "#EXT-X-RENDITION-REPORT:URI=\"main/video.m3u8\",LAST-MSN=8,LAST-PART=2\n",
                new String(new LastPart(8, 2).report("main/video.m3u8"), StandardCharsets.US_ASCII));
        first.close();
        assertTrue(first.last().isEmpty());
    }

    @Test
    @DisplayName("cannot have two target durations")
    void haveOneTargetDuration() {
        HlsOptions other = new HlsOptions(Duration.ofSeconds(3), 6, 16 << 20);
        HlsPosition start = new HlsPosition(1, 1, 1);
        assertThrows(IllegalArgumentException.class, () -> new HlsStream(first, other, start, pool, segment -> {}));
    }
}
