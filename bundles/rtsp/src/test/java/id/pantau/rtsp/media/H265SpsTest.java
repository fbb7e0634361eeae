package id.pantau.rtsp.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An H.265 sequence parameter set")
class H265SpsTest {
    private static final byte[] MAIN = bytes("QgEBAWAAAAMAkAAAAwAAAwA/oAUCAXHy5ZWVKTC8BaAgAAADACAAAAMDIQ==");

    @ParameterizedTest(name = "{0}: {2}x{3}, {4}, {5} reordered")
    @DisplayName("tells size after cropping, codec, bits and reorder depth, as ffmpeg reads them")
    @CsvSource({
        "main, QgEBAWAAAAMAkAAAAwAAAwA/oAUCAXHy5ZWVKTC8BaAgAAADACAAAAMDIQ==, 640, 360, hvc1.1.6.L63.90, 2, 1, 8",
        "4:2:2 with 10 bits of odd size, QgEBBAgAAAMAnQgAAAMAAD+wBQIBcdRbZbpKTC8BaAgAAAMACAAAAwDIQA==, 638, 358,"
                + " hvc1.4.10.L63.9D.8, 0, 2, 10",
        "4:4:4, QgEBBAgAAAMAnggAAAMAADyQAXEAmOPj8srIlJheAtAQAAADABAAAAMBlgDJZeAB6EAAehMg, 354, 290,"
                + " hvc1.4.10.L60.9E.8, 2, 3, 8"
    })
    void tellsWhatFfmpegReads(
            String name, String set, int width, int height, String codecs, int depth, int chroma, int bits)
            throws MalformedMediaException {
        H265Sps sps = H265Sps.parse(ByteBuffer.wrap(bytes(set)));
        assertEquals(width, sps.width());
        assertEquals(height, sps.height());
        assertEquals(codecs, sps.codecs());
        assertEquals(depth, sps.reorderDepth());
        assertEquals(chroma, sps.chromaFormat());
        assertEquals(bits, sps.lumaBits());
        assertEquals(bits, sps.chromaBits());
    }

    @Test
    @DisplayName("that ends early is refused, naming it")
    void refusesWhatEndsEarly() {
        for (int length = 0; length < 24; length++) {
            ByteBuffer cut = ByteBuffer.wrap(Arrays.copyOf(MAIN, length));
            MalformedMediaException refusal = assertThrows(MalformedMediaException.class, () -> H265Sps.parse(cut));
            assertTrue(refusal.getMessage().startsWith("H.265 sequence parameter set: "), refusal.getMessage());
        }
    }

    @Test
    @DisplayName("with any bytes changed is read or refused, but nothing else, and never claims an absurd size")
    void survivesAnything() {
        Random random = new Random(20_261_122);
        int refused = 0;
        for (int i = 0; i < 50_000; i++) {
            byte[] hostile = MAIN.clone();
            for (int j = 0; j < 1 + random.nextInt(6); j++) {
                hostile[2 + random.nextInt(hostile.length - 2)] = (byte) random.nextInt(256);
            }
            try {
                H265Sps sps = H265Sps.parse(ByteBuffer.wrap(hostile));
                assertEquals(sps.width(), Math.max(1, Math.min(16_384, sps.width())));
                assertTrue(sps.codecs().startsWith("hvc1."));
            } catch (MalformedMediaException e) {
                refused++;
            }
        }
        assertNotEquals(0, refused);
    }

    private static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }
}
