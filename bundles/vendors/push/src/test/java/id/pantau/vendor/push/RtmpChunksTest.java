package id.pantau.vendor.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("RTMP chunks")
class RtmpChunksTest {
    private final List<String> messages = new ArrayList<>();
    private final RtmpChunks chunks = new RtmpChunks(1 << 16, (type, timestamp, body) -> {
        byte[] bytes = new byte[body.remaining()];
        body.get(bytes);
        messages.add(type + "@" + timestamp + ":" + HexFormat.of().formatHex(bytes));
    });

    private void read(String... hex) throws IOException {
        byte[] bytes = HexFormat.of().parseHex(String.join("", hex).replace(" ", ""));
        ByteBuffer pending = ByteBuffer.allocate(1 << 17);
        for (byte one : bytes) {
            pending.put(one).flip();
            chunks.read(pending);
            pending.compact();
        }
    }

    @Test
    @DisplayName("of all four forms make messages, byte for byte, with times that add up")
    void makeMessages() throws IOException {
        read("04 000064 000002 09 01000000 aabb"); // whole header: at 100
        read("44 000028 000003 09 ccddee"); // 40 later, three bytes
        read("84 00000a 112233"); // 10 later, as long
        read("c4 445566"); // 10 later again
        assertEquals(List.of("9@100:aabb", "9@140:ccddee", "9@150:112233", "9@160:445566"), messages);
    }

    @Test
    @DisplayName("of several messages may be mixed, and cut where the sender said")
    void mayBeMixed() throws IOException {
        read("02 000000 000004 01 00000000 00000002"); // chunks of two bytes
        read("04 000001 000004 09 01000000 0102");
        read("05 000002 000003 08 01000000 0a0b");
        read("c5 0c", "c4 0304");
        assertEquals(List.of("8@2:0a0b0c", "9@1:01020304"), messages);
        assertEquals(0, chunks.kept());
    }

    @Test
    @DisplayName("have long times and long numbers of their streams")
    void haveLongTimes() throws IOException {
        read("00 08 ffffff 000001 09 01000000 01000000 aa");
        read("02 000000 000004 01 00000000 00000002");
        read("01 0001 ffffff 000003 09 01000000 02000000 0102", "c1 0001 02000000 03");
        assertEquals(List.of("9@16777216:aa", "9@33554432:010203"), messages);
    }

    @Test
    @DisplayName("of a message that is called off are forgotten")
    void areForgotten() throws IOException {
        read("02 000000 000004 01 00000000 00000002", "04 000001 000004 09 01000000 0102");
        assertEquals(2, chunks.kept());
        read("02 000000 000004 02 00000000 0000", "c2 0004");
        assertEquals(0, chunks.kept());
        read("04 000001 000001 09 01000000 ff");
        assertEquals(List.of("9@1:ff"), messages);
    }

    @Test
    @DisplayName("that are too long, too many, or of nothing are refused")
    void areRefused() {
        assertRefused("a message of 65537 bytes", "04 000000 010001 09 01000000");
        assertRefused("does not begin with a whole header", "c7");
        assertRefused("a chunk size below 1", "02 000000 000004 01 00000000 00000000");
        assertRefused("a chunk size below 1", "02 000000 000002 01 00000000 0001");
        StringBuilder many = new StringBuilder();
        for (int i = 3; i < 22; i++) {
            many.append(String.format("%02x 000000 000000 09 01000000", i));
        }
        assertRefused("more than 16 chunk streams", many.toString());
    }

    @Test
    @DisplayName("take no room for what has only been promised")
    void takeNoRoom() throws IOException {
        read("04 000000 00ffff 09 01000000 00");
        assertEquals(1, chunks.kept());
    }

    private void assertRefused(String why, String hex) {
        RtmpChunks fresh = new RtmpChunks(1 << 16, (type, timestamp, body) -> {});
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        IOException refused = assertThrows(IOException.class, () -> fresh.read(ByteBuffer.wrap(bytes)));
        assertTrue(refused.getMessage().contains(why), refused::getMessage);
    }
}
