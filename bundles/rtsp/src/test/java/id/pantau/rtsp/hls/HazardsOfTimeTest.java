package id.pantau.rtsp.hls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.rtsp.media.AccessUnit;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A stream whose camera")
class HazardsOfTimeTest {
    private static final Instant START = Instant.parse("2026-11-22T03:00:00Z");

    private final List<ClosedSegment> closed = new ArrayList<>();
    private final HlsStream stream = new HlsStream(
            new HlsOptions(Duration.ofSeconds(2), 6, 8 << 20),
            new HlsPosition(1, 0, 0),
            new SlabPool(64 << 10, 16 << 20),
            closed::add);

    @Test
    @DisplayName("has a clock that runs away says when pictures arrived, not what that clock shows")
    void saysWhenPicturesArrived() {
        stream.format(Pictures.CIF);
        int perSecond = 25;
        for (int i = 0; i < 600 * perSecond; i++) {
            Instant arrival = START.plusMillis(i * 40L);
            append(i * 3600L * 103 / 100, i % 50 == 0, arrival);
        }
        ClosedSegment last = closed.get(closed.size() - 1);
        Duration sinceStart = Duration.between(START, last.start());
        assertEquals(0, sinceStart.toMillis() % 2000, "a segment starts when its key picture arrived");
        assertTrue(sinceStart.compareTo(Duration.ofSeconds(600)) < 0, "it started " + sinceStart + " after the first");
    }

    @Test
    @DisplayName("states another picture rate than it delivers is described by what it delivers")
    void isDescribedByWhatItDelivers() {
        stream.format(Pictures.FULL_HD);
        for (int i = 0; i < 100; i++) {
            append(i * 11_250L, i % 16 == 0, START.plusMillis(i * 125L));
        }
        assertTrue(text("index.m3u8").contains("FRAME-RATE=8.000"), text("index.m3u8"));
    }

    @Test
    @DisplayName("sends a key picture every 7 s is cut in time, and the target duration stays what it was")
    void isCutInTime() {
        stream.format(Pictures.CIF);
        for (int i = 0; i < 25 * 40; i++) {
            append(i * 3600L, i % 175 == 0, START.plusMillis(i * 40L));
        }
        String playlist = text("video.m3u8");
        int target = Integer.parseInt(playlist.replaceAll("(?s).*#EXT-X-TARGETDURATION:(\\d+).*", "$1"));
        playlist.lines()
                .filter(line -> line.startsWith("#EXTINF:"))
                .mapToDouble(line -> Double.parseDouble(line.substring(8, line.indexOf(','))))
                .forEach(seconds -> assertTrue(Math.round(seconds) <= target, seconds + " s, more than " + target));
        assertTrue(closed.stream().anyMatch(segment -> !segment.independent()));
    }

    private void append(long time, boolean key, Instant arrival) {
        ByteBuffer picture = ByteBuffer.allocate(500).putInt(496).rewind();
        stream.append(new AccessUnit(picture, time, time, key, arrival));
    }

    private String text(String name) {
        try (HlsResource resource = stream.find(name).orElseThrow()) {
            return new String(HlsServer.bytes(resource), StandardCharsets.UTF_8);
        }
    }
}
