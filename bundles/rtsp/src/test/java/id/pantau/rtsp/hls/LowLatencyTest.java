package id.pantau.rtsp.hls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.rtsp.media.AccessUnit;
import io.lindstrom.m3u8.model.MediaPlaylist;
import io.lindstrom.m3u8.model.MediaSegment;
import io.lindstrom.m3u8.model.PartialSegment;
import io.lindstrom.m3u8.model.ServerControl;
import io.lindstrom.m3u8.parser.MasterPlaylistParser;
import io.lindstrom.m3u8.parser.MediaPlaylistParser;
import io.lindstrom.m3u8.parser.ParsingMode;
import io.lindstrom.m3u8.parser.PlaylistParserException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every playlist that a stream ever shows, read by an independent parser, against RFC 8216bis, section by section. */
@DisplayName("Every playlist of a low-latency stream")
class LowLatencyTest {
    private static final double TICKS = AccessUnit.TICKS_PER_SECOND;
    private static final double ROUNDING = 0.00002;
    private static final int SECONDS = 90;

    private final SlabPool pool = new SlabPool(16 << 10, 64 << 20);
    private final HlsStream stream = new HlsStream(
            new HlsOptions(Duration.ofSeconds(2), 6, 32 << 20), new HlsPosition(7, 100, 5), pool, segment -> {});
    private final Random random = new Random(5);
    private final Map<String, Double> lastListed = new HashMap<>();
    private final Map<Long, String> names = new HashMap<>();
    private final List<Double> partTargets = new ArrayList<>();
    private String hint = "";
    private double now;
    private int deltas;
    private int playlists;

    @ParameterizedTest(name = "{0} pictures per second, a key picture every {1} s, {2} ms of jitter")
    @DisplayName("keeps the rules")
    @CsvSource({
        "5, 0.5, 0",
        "5, 2, 10",
        "5, 7, 0",
        "15, 0.5, 10",
        "15, 2, 0",
        "15, 7, 10",
        "25, 0.5, 0",
        "25, 2, 10",
        "25, 4, 10",
        "25, 7, 10",
        "30, 0.5, 10",
        "30, 2, 0",
        "30, 7, 10",
        "12.5, 2, 10",
        "6, 2, 5",
        "8, 1.7, 5",
        "24, 2, 0",
        "1, 2, 0"
    })
    void keepsTheRules(double fps, double gop, double jitter) throws Exception {
        stream.onChange(() -> {
            try {
                look();
            } catch (PlaylistParserException e) {
                throw new AssertionError(text("video.m3u8"), e);
            }
        });
        stream.format(Pictures.CIF);
        int perGroup = (int) Math.max(1, Math.round(gop * fps));
        for (int i = 0; i < SECONDS * fps; i++) {
            now = i / fps;
            double odd = (random.nextDouble() * 2 - 1) * jitter / 1000;
            long dts = 1_000_000 + (long) ((i / fps + odd) * TICKS);
            byte[] picture = new byte[600 + random.nextInt(600)];
            Instant arrival = Pictures.START.plusMillis((long) ((now + odd) * 1000));
            stream.append(new AccessUnit(ByteBuffer.wrap(picture), dts, dts, i % perGroup == 0, arrival));
        }
        assertTrue(playlists >= Math.min(fps, 2) * 30, playlists + " playlists");
        assertTrue(deltas > 10, deltas + " delta updates");
        assertEquals(1, partTargets.stream().distinct().count(), "PART-TARGET never changes: " + partTargets);
        stream.close();
        assertEquals(0, pool.usedBytes());
    }

    private void look() throws PlaylistParserException {
        if (!has("video.m3u8")) {
            return;
        }
        playlists++;
        String text = text("video.m3u8");
        MediaPlaylist playlist = new MediaPlaylistParser(ParsingMode.STRICT).readPlaylist(text);
        new MasterPlaylistParser(ParsingMode.STRICT).readPlaylist(text("index.m3u8"));
        int target = playlist.targetDuration();
        assertEquals(2, target, "constant");
        double partTarget = playlist.partialSegmentInformation().orElseThrow().partTargetDuration();
        partTargets.add(partTarget);
        control(playlist, target, partTarget);
        double age = playlist.mediaSegments().stream()
                        .mapToDouble(MediaSegment::duration)
                        .sum()
                + seconds(playlist.partialSegments());
        for (int i = 0; i < playlist.mediaSegments().size(); i++) {
            MediaSegment segment = playlist.mediaSegments().get(i);
            age -= segment.duration();
            segment(segment, playlist.mediaSequence() + i, target);
            parts(segment.partialSegments(), partTarget, true);
            if (age < 3 * target - ROUNDING) {
                assertEquals(segment.duration(), seconds(segment.partialSegments()), 0.001, text);
            }
        }
        parts(playlist.partialSegments(), partTarget, false);
        assertTrue(hint.isEmpty() || text.contains('"' + hint + '"'), hint + " was announced, but came not:\n" + text);
        hint = playlist.preloadHint().orElseThrow().uri();
        assertInstanceOf(HlsAnswer.Later.class, stream.ask(request(hint, false)));
        delta(text, playlist, target);
        lastListed.forEach(
                (name, when) -> assertTrue(now - when > 3 * target || has(name), name + " is gone too soon"));
    }

    private static void control(MediaPlaylist playlist, int target, double partTarget) {
        ServerControl control = playlist.serverControl().orElseThrow();
        assertTrue(control.canBlockReload());
        assertTrue(control.partHoldBack().orElseThrow() >= 3 * partTarget - ROUNDING);
        assertTrue(control.canSkipUntil().orElseThrow() >= 6 * target);
        assertTrue(control.holdBack().orElseThrow() >= 3 * target);
    }

    private void segment(MediaSegment segment, long sequence, int target) {
        assertTrue(Math.round(segment.duration()) <= target, segment.duration() + " s");
        assertTrue(segment.programDateTime().isPresent());
        assertEquals(names.computeIfAbsent(sequence, n -> segment.uri()), segment.uri());
        lastListed.put(segment.uri(), now);
    }

    private void parts(List<PartialSegment> parts, double partTarget, boolean complete) {
        for (int i = 0; i < parts.size(); i++) {
            PartialSegment part = parts.get(i);
            boolean last = complete && i == parts.size() - 1;
            assertTrue(part.duration() <= partTarget + ROUNDING, part.duration() + " s of " + partTarget);
            assertTrue(
                    last || part.independent() || part.duration() >= 0.85 * partTarget,
                    part.duration() + " s of " + partTarget);
            assertEquals(beginsWithKey(part.uri()), part.independent(), part.uri());
            lastListed.put(part.uri(), now);
        }
    }

    private void delta(String text, MediaPlaylist playlist, int target) throws PlaylistParserException {
        String other;
        try (HlsResource resource = assertInstanceOf(HlsAnswer.Found.class, stream.ask(request("video.m3u8", true)))
                .resource()) {
            other = new String(HlsServer.bytes(resource), StandardCharsets.UTF_8);
        }
        if (other.equals(text)) {
            return;
        }
        deltas++;
        MediaPlaylist update = new MediaPlaylistParser(ParsingMode.STRICT).readPlaylist(other);
        int skipped = (int) update.skip().orElseThrow().skippedSegments();
        assertEquals(playlist.mediaSequence(), update.mediaSequence());
        List<MediaSegment> kept = playlist.mediaSegments()
                .subList(skipped, playlist.mediaSegments().size());
        assertEquals(
                kept.stream().map(MediaSegment::uri).toList(),
                update.mediaSegments().stream().map(MediaSegment::uri).toList());
        double last = kept.stream().mapToDouble(MediaSegment::duration).sum() + seconds(playlist.partialSegments());
        assertTrue(last >= 6 * target - ROUNDING, "only what is older than the skip boundary: " + last);
    }

    private static double seconds(List<PartialSegment> parts) {
        return parts.stream().mapToDouble(PartialSegment::duration).sum();
    }

    private static HlsRequest request(String name, boolean skip) {
        return new HlsRequest(name, OptionalLong.empty(), OptionalInt.empty(), skip);
    }

    /** The first sample's flags say so (ISO/IEC 14496-12, section 8.8.3.1). */
    private boolean beginsWithKey(String name) {
        try (HlsResource resource = stream.find(name).orElseThrow()) {
            ByteBuffer bytes = ByteBuffer.wrap(HlsServer.bytes(resource));
            int trun = new String(bytes.array(), StandardCharsets.ISO_8859_1).indexOf("trun");
            return (bytes.getInt(trun + 24) & 0x0001_0000) == 0;
        }
    }

    private boolean has(String name) {
        return stream.find(name)
                .map(resource -> {
                    resource.close();
                    return true;
                })
                .orElse(false);
    }

    private String text(String name) {
        try (HlsResource resource = stream.find(name).orElseThrow()) {
            return new String(HlsServer.bytes(resource), StandardCharsets.UTF_8);
        }
    }
}
