package id.pantau.rtsp.hls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.rtsp.media.AccessUnit;
import id.pantau.rtsp.media.AudioFormat;
import id.pantau.rtsp.media.AudioFrame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The sound of a stream")
class SoundTest {
    private static final AudioFormat AAC =
            new AudioFormat(ByteBuffer.wrap(new byte[] {0x14, 0x08}), 16_000, 1, 1_024, "mp4a.40.2");
    private static final Instant START = Instant.parse("2026-11-22T03:00:00Z");

    private final SlabPool pool = new SlabPool(64 << 10, 16 << 20);
    private final HlsStream stream = new HlsStream(
            new HlsOptions(Duration.ofSeconds(2), 3, 8 << 20), new HlsPosition(7, 100, 5), pool, closed -> {});
    private int pictures;
    private int frames;

    @Test
    @DisplayName("is named in the playlist and lies in the same parts")
    void isNamed() {
        stream.format(Pictures.CIF.with(Optional.of(AAC)));
        play(10, true);
        assertTrue(text("index.m3u8").contains("CODECS=\"avc1.42c00d,mp4a.40.2\""), text("index.m3u8"));
        assertTrue(latin("init-7-100.mp4").contains("mp4a"));
        assertEquals(3, latin("part-7-101-1.m4s").split("traf", -1).length);
        stream.close();
        assertEquals(0, pool.usedBytes());
    }

    @Test
    @DisplayName("is given up when nothing is heard for a second, so that no player waits for it")
    void isGivenUp() {
        stream.format(Pictures.CIF.with(Optional.of(AAC)));
        play(10, true);
        play(10, false);
        assertTrue(text("index.m3u8").contains("CODECS=\"avc1.42c00d\""), text("index.m3u8"));
        assertEquals(1, text("video.m3u8").split("#EXT-X-DISCONTINUITY\n", -1).length - 1);
    }

    @Test
    @DisplayName("that nobody asked for is not taken")
    void isNotTaken() {
        stream.format(Pictures.CIF);
        play(10, true);
        assertFalse(latin("init-7-100.mp4").contains("mp4a"));
        assertEquals(2, latin("part-7-101-1.m4s").split("traf", -1).length);
    }

    @Test
    @DisplayName("without end takes no more memory than a part may have")
    void isBounded() {
        stream.format(Pictures.CIF.with(Optional.of(AAC)));
        picture();
        for (int i = 0; i < 100_000; i++) {
            frame();
        }
        play(10, false);
        assertTrue(stream.bytes() <= 8 << 20, stream.bytes() + " bytes");
    }

    private void play(int seconds, boolean sound) {
        for (int i = 0; i < 25 * seconds; i++) {
            picture();
            while (sound && frames * 1_024L * 25 < pictures * 16_000L) {
                frame();
            }
        }
    }

    private void picture() {
        long time = 3_600L * pictures;
        byte[] data = new byte[1_000];
        stream.append(new AccessUnit(ByteBuffer.wrap(data), time, time, pictures % 50 == 0, now()));
        pictures++;
    }

    private void frame() {
        stream.append(new AudioFrame(ByteBuffer.allocate(200), 1_024L * frames++, now()));
    }

    private Instant now() {
        return START.plusMillis(40L * pictures);
    }

    private String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    private String latin(String name) {
        return new String(bytes(name), StandardCharsets.ISO_8859_1);
    }

    private byte[] bytes(String name) {
        try (HlsResource resource = stream.find(name).orElseThrow()) {
            return HlsServer.bytes(resource);
        }
    }
}
