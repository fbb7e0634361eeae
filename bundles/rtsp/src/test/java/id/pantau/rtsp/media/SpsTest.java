package id.pantau.rtsp.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A sequence parameter set")
class SpsTest {
    private static final byte[] FULL_HD = bytes("Z01AKOygPAET8uAiAAADAAIAAAMAZB4wYyw=");
    private static final byte[] PPS = bytes("aM4PyA==");

    @ParameterizedTest(name = "{0}: {2}x{3}, {4}, {5} reordered")
    @DisplayName("tells size after cropping, codec and reorder depth")
    @CsvSource({
        "cropped to 1080 lines, Z01AKOygPAET8uAiAAADAAIAAAMAZB4wYyw=, 1920, 1080, avc1.4d4028, 2",
        "baseline, Z0LADdkBYJbARAAAAwAEAAADAMg8UKkg, 352, 288, avc1.42c00d, 0",
        "interlaced, Z2QAHqzZQLQk2AiAAAADAIAAABkPihTL, 720, 576, avc1.64001e, 2",
        "4:4:4 of odd size, Z/QAFZGbKC4T8fH4CIAAAAMAgAAAGQeLFss=, 354, 290, avc1.f40015, 2",
        "4:2:2 with 10 bits, Z3oAH7bNlAUAW/vARAAAAwAEAAADAMg8YMZY, 1280, 718, avc1.7a001f, 2",
        "with a reference decoder, Z01AHuygUBf8uAiAAAADAIAAABkwEAD0IAA9CcmGAPFi2WA=, 640, 360, avc1.4d401e, 2",
        "with scaling lists, Z2QAHqzkAoD/4jARAAADAAEAAAMAMg8WLRI=, 640, 482, avc1.64001e, 1",
        "without usability information, Z0LADYyNQKD5APCIRqA=, 320, 240, avc1.42c00d, 0"
    })
    void tellsSizeCodecAndDepth(String name, String set, int width, int height, String codecs, int depth)
            throws MalformedMediaException {
        Sps sps = Sps.parse(ByteBuffer.wrap(bytes(set)));
        assertEquals(width, sps.width());
        assertEquals(height, sps.height());
        assertEquals(codecs, sps.codecs());
        assertEquals(OptionalInt.of(depth), sps.reorderDepth());
    }

    @Test
    @DisplayName("that ends within its usability information still has a size, and an unknown reorder depth")
    void toleratesBrokenUsabilityInformation() throws MalformedMediaException {
        Sps sps = Sps.parse(ByteBuffer.wrap(Arrays.copyOf(FULL_HD, 14)));
        assertEquals(1080, sps.height());
        assertEquals(OptionalInt.empty(), sps.reorderDepth());
    }

    @Test
    @DisplayName("that ends before its size is refused, naming it")
    void refusesWhatEndsEarly() {
        for (int length = 0; length < 9; length++) {
            ByteBuffer cut = ByteBuffer.wrap(Arrays.copyOf(FULL_HD, length));
            MalformedMediaException refusal = assertThrows(MalformedMediaException.class, () -> Sps.parse(cut));
            assertEquals(0, refusal.getMessage().indexOf("sequence parameter set: "));
        }
    }

    @Test
    @DisplayName("with any bytes changed is read or refused, but nothing else, and never claims an absurd size")
    void survivesAnything() {
        Random random = new Random(20_261_122);
        int refused = 0;
        for (int i = 0; i < 50_000; i++) {
            byte[] hostile = FULL_HD.clone();
            for (int j = 0; j < 1 + random.nextInt(6); j++) {
                hostile[1 + random.nextInt(hostile.length - 1)] = (byte) random.nextInt(256);
            }
            try {
                Sps sps = Sps.parse(ByteBuffer.wrap(hostile));
                assertEquals(sps.width(), Math.max(1, Math.min(16_384, sps.width())));
                assertEquals(sps.height(), Math.max(1, Math.min(16_384, sps.height())));
            } catch (MalformedMediaException e) {
                refused++;
            }
        }
        assertNotEquals(0, refused);
    }

    @Test
    @DisplayName("makes equal formats of equal bytes, wherever their readers stand")
    void makesEqualFormats() throws MalformedMediaException {
        VideoFormat one = VideoFormat.h264(List.of(ByteBuffer.wrap(FULL_HD)), List.of(ByteBuffer.wrap(PPS)));
        VideoFormat other = VideoFormat.h264(List.of(ByteBuffer.wrap(FULL_HD.clone())), List.of(ByteBuffer.wrap(PPS)));
        one.sps().get(0).get();
        assertEquals(one, other);
        assertEquals(one.hashCode(), other.hashCode());
        assertEquals(FULL_HD.length, one.sps().get(0).remaining());
    }

    private static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }
}
