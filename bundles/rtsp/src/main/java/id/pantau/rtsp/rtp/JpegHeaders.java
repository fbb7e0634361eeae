package id.pantau.rtsp.rtp;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** The head of a JPEG file that RTP leaves out (RFC 2435, appendices A and B; ITU-T T.81, annex K). */
final class JpegHeaders {
    /** Bytes of the two quantisation tables of 8 bits. */
    static final int TABLES = 128;

    private static final int MOST_BYTES = 1024;
    private static final int[] LUMA = {
        16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58, 51,
        61, 60, 57, 51, 56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87, 95, 98, 103, 104, 103, 62, 77,
        113, 121, 112, 100, 120, 92, 101, 103, 99
    };
    private static final int[] CHROMA = {
        17, 18, 18, 24, 21, 24, 47, 26, 26, 47, 99, 66, 56, 66, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
                99,
        99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
                99,
        99, 99, 99, 99, 99, 99
    };
    /** The tables of annex K.3.3, as the body of one DHT segment. */
    private static final byte[] HUFFMAN = HexFormat.of()
            .parseHex("0000010501010101010100000000000000000102030405060708090a0b010003010101010101010101000000"
                    + "0000000102030405060708090a0b100002010303020403050504040000017d01020300041105122131410613"
                    + "516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a3435363738393a"
                    + "434445464748494a535455565758595a636465666768696a737475767778797a838485868788898a92939495"
                    + "969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3"
                    + "e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9fa110002010204040304070504040001027700010203110405213106"
                    + "1241510761711322328108144291a1b1c109233352f0156272d10a162434e125f11718191a262728292a3536"
                    + "3738393a434445464748494a535455565758595a636465666768696a737475767778797a8283848586878889"
                    + "8a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8"
                    + "d9dae2e3e4e5e6e7e8e9eaf2f3f4f5f6f7f8f9fa");

    private JpegHeaders() {}

    /** @param quality 1 to 99 */
    static byte[] tables(int quality) {
        int scale = quality < 50 ? 5000 / quality : 200 - quality * 2;
        byte[] tables = new byte[TABLES];
        for (int i = 0; i < 64; i++) {
            tables[i] = scaled(LUMA[i], scale);
            tables[64 + i] = scaled(CHROMA[i], scale);
        }
        return tables;
    }

    /**
     * @param fullChromaHeight type 0 (4:2:2) rather than 1 (4:2:0)
     * @param restart interval of restart markers, 0 for none
     */
    static byte[] of(boolean fullChromaHeight, int width, int height, byte[] tables, int restart) {
        ByteBuffer out = ByteBuffer.allocate(MOST_BYTES).putShort((short) 0xFFD8);
        for (int table = 0; table < 2; table++) {
            out.putShort((short) 0xFFDB).putShort((short) 67).put((byte) table).put(tables, 64 * table, 64);
        }
        if (restart > 0) {
            out.putShort((short) 0xFFDD).putShort((short) 4).putShort((short) restart);
        }
        out.putShort((short) 0xFFC0).putShort((short) 17).put((byte) 8).putShort((short) height);
        out.putShort((short) width).put((byte) 3);
        out.put(new byte[] {1, (byte) (fullChromaHeight ? 0x21 : 0x22), 0, 2, 0x11, 1, 3, 0x11, 1});
        out.putShort((short) 0xFFC4).putShort((short) (2 + HUFFMAN.length)).put(HUFFMAN);
        out.putShort((short) 0xFFDA).putShort((short) 12);
        out.put(new byte[] {3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0});
        byte[] head = new byte[out.position()];
        out.flip().get(head);
        return head;
    }

    private static byte scaled(int value, int scale) {
        return (byte) Math.max(1, Math.min(255, (value * scale + 50) / 100));
    }
}
