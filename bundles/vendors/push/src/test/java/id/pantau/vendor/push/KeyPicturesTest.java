package id.pantau.vendor.push;

import static org.junit.jupiter.api.Assertions.assertEquals;

import id.pantau.vendor.push.Video.Codec;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A key picture begins")
class KeyPicturesTest {
    private static boolean[] begins(Codec codec, Object... timesAndPayloads) {
        KeyPictures keys = new KeyPictures(codec);
        boolean[] answers = new boolean[timesAndPayloads.length / 2];
        for (int i = 0; i < answers.length; i++) {
            byte[] payload = HexFormat.of().parseHex((String) timesAndPayloads[2 * i + 1]);
            ByteBuffer packet = ByteBuffer.allocate(12 + payload.length)
                    .put((byte) 0x80)
                    .putInt(4, (Integer) timesAndPayloads[2 * i])
                    .position(12)
                    .put(payload)
                    .rewind();
            answers[i] = keys.beginsWith(packet);
        }
        return answers;
    }

    private static void assertBegins(String expected, boolean... actual) {
        StringBuilder text = new StringBuilder();
        for (boolean one : actual) {
            text.append(one ? 'K' : '-');
        }
        assertEquals(expected, text.toString());
    }

    @Test
    @DisplayName("with its first parameter set or slice, once, however it is packed (H.264)")
    void h264() {
        assertBegins("K---K-", begins(Codec.H264, 1, "67aa", 1, "68aa", 1, "65aa", 2, "41aa", 3, "65aa", 3, "65bb"));
        assertBegins("K--", begins(Codec.H264, 1, "7c85aa", 1, "7c05aa", 2, "7c81aa"));
        assertBegins("-K-", begins(Codec.H264, 1, "7805", 2, "7800026742", 3, "7800024142"));
        assertBegins("-K", begins(Codec.H264, 1, "0910", 1, "67aa"));
        assertBegins("---", begins(Codec.H264, 1, "", 2, "7c", 3, "78"));
    }

    @Test
    @DisplayName("with its first parameter set or slice, once, however it is packed (H.265)")
    void h265() {
        assertBegins("K--K", begins(Codec.H265, 1, "4001aa", 1, "2601aa", 2, "0201aa", 3, "2601aa"));
        assertBegins("K--", begins(Codec.H265, 1, "620193aa", 1, "620113aa", 2, "620181aa"));
        assertBegins("K-", begins(Codec.H265, 1, "600100024001", 2, "600100020201"));
    }
}
