package id.pantau.rtsp.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.rtsp.media.AccessUnit;
import id.pantau.rtsp.media.Codec;
import id.pantau.rtsp.media.SenderReport;
import id.pantau.rtsp.media.VideoFormat;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An H.265 track")
class H265ReceiverTest {
    private static final byte[] VPS = Base64.getDecoder().decode("QAEMAf//AWAAAAMAkAAAAwAAAwA/lZQJ");
    private static final byte[] SPS =
            Base64.getDecoder().decode("QgEBAWAAAAMAkAAAAwAAAwA/oAUCAXHy5ZWVKTC8BaAgAAADACAAAAMDIQ==");
    private static final byte[] PPS = Base64.getDecoder().decode("RAHAc8GJ");
    private static final int TRAIL = 1;
    private static final int RASL = 9;
    private static final int IDR = 19;
    private static final int CRA = 21;
    private static final int AGGREGATION = 48;
    private static final int FRAGMENTATION = 49;

    private final List<VideoFormat> formats = new ArrayList<>();
    private final List<AccessUnit> units = new ArrayList<>();
    private final List<byte[]> bytes = new ArrayList<>();
    private final List<SenderReport> reports = new ArrayList<>();
    private int undecodable;
    private int sequence = 65_530;
    private long time = 0xFFFF_F000L;
    private VideoReceiver receiver = receiver(false);

    private VideoReceiver receiver(boolean numbered) {
        List<ByteBuffer> sets = List.of(ByteBuffer.wrap(VPS), ByteBuffer.wrap(SPS), ByteBuffer.wrap(PPS));
        return new VideoReceiver(Codec.H265, Packets.PAYLOAD_TYPE, numbered, sets, new VideoReceiver.Output() {
            @Override
            public void format(VideoFormat format) {
                formats.add(format);
            }

            @Override
            public void picture(AccessUnit unit) {
                byte[] copy = new byte[unit.data().remaining()];
                unit.data().get(copy);
                bytes.add(copy);
                units.add(unit);
            }

            @Override
            public void undecodable() {
                undecodable++;
            }

            @Override
            public void clock(SenderReport report) {
                reports.add(report);
            }
        });
    }

    @Test
    @DisplayName("knows its format from the session description")
    void knowsFormat() {
        receiver.start();
        assertEquals(1, formats.size());
        assertEquals("hvc1.1.6.L63.90", formats.get(0).codecs());
        assertEquals(360, formats.get(0).height());
    }

    @Test
    @DisplayName("puts aggregated and fragmented pictures together, with their headers of two bytes")
    void putsTogether() {
        byte[] big = slice(IDR, 1, 4000);
        send(false, aggregate(VPS, SPS, PPS));
        send(false, fragment(big, 2, 1500));
        send(false, fragment(big, 1500, 3000));
        send(true, fragment(big, 3000, big.length));
        time += 3600;
        send(true, aggregate(slice(TRAIL, 2, 10), laterSlice(TRAIL, 12)));
        assertEquals(2, units.size());
        assertTrue(units.get(0).key());
        assertEquals(ByteBuffer.wrap(withLength(big)), ByteBuffer.wrap(bytes.get(0)));
        assertEquals(4 + 10 + 4 + 12, bytes.get(1).length);
    }

    @Test
    @DisplayName("reads past decoding order numbers where they are announced")
    void readsPastNumbers() {
        receiver = receiver(true);
        byte[] key = slice(IDR, 1, 30);
        send(true, numbered(key));
        time += 3600;
        byte[] one = slice(TRAIL, 2, 10);
        byte[] two = laterSlice(TRAIL, 12);
        ByteBuffer aggregate = ByteBuffer.allocate(2 + 2 + 2 + 10 + 1 + 2 + 12)
                .put((byte) (AGGREGATION << 1))
                .put((byte) 1)
                .putShort((short) 7)
                .putShort((short) 10)
                .put(one)
                .put((byte) 0)
                .putShort((short) 12)
                .put(two);
        send(true, aggregate.array());
        time += 3600;
        byte[] fragmented = slice(TRAIL, 3, 40);
        byte[] first = fragment(fragmented, 2, 20);
        send(
                false,
                ByteBuffer.allocate(first.length + 2)
                        .put(first, 0, 3)
                        .putShort((short) 9)
                        .put(first, 3, first.length - 3)
                        .array());
        send(true, fragment(fragmented, 20, 40));
        assertEquals(ByteBuffer.wrap(withLength(key)), ByteBuffer.wrap(bytes.get(0)));
        assertEquals(4 + 10 + 4 + 12, bytes.get(1).length);
        assertEquals(ByteBuffer.wrap(withLength(fragmented)), ByteBuffer.wrap(bytes.get(2)));
    }

    @Test
    @DisplayName("leaves out what leads to a key picture of an open group, where decoding begins with it")
    void leavesOutLeading() {
        picture(CRA, 1);
        picture(RASL, 2);
        picture(TRAIL, 3);
        picture(CRA, 4);
        picture(RASL, 5);
        sequence++;
        picture(TRAIL, 6);
        picture(CRA, 7);
        picture(RASL, 8);
        picture(TRAIL, 9);
        assertEquals(
                List.of(1, 3, 4, 5, 7, 9), bytes.stream().map(b -> (int) b[7]).toList());
        assertEquals(3, undecodable);
    }

    @Test
    @DisplayName("drops a picture that lacks a packet, and all that depend on it")
    void dropsWhatLacksPackets() {
        picture(IDR, 1);
        byte[] big = slice(TRAIL, 2, 100);
        send(false, fragment(big, 2, 50));
        sequence++;
        send(true, fragment(big, 50, 100));
        time += 3600;
        picture(TRAIL, 3);
        picture(IDR, 4);
        assertEquals(List.of(1, 4), bytes.stream().map(b -> (int) b[7]).toList());
    }

    @Test
    @DisplayName("survives packets of any bytes, and goes on with the next key picture")
    void survivesAnything() {
        Random random = new Random(7);
        receiver = receiver(true);
        for (int i = 0; i < 100_000; i++) {
            byte[] hostile = new byte[random.nextInt(60)];
            random.nextBytes(hostile);
            send(random.nextBoolean(), hostile);
            time += random.nextInt(2) * 3600;
        }
        units.clear();
        send(true, numbered(slice(IDR, 1, 30)));
        time += 3600;
        send(true, numbered(slice(IDR, 2, 30)));
        assertTrue(units.size() >= 1);
    }

    private void picture(int type, int tag) {
        send(true, slice(type, tag, 8));
        time += 3600;
    }

    private void send(boolean marker, byte[] payload) {
        ByteBuffer packet = Packets.packet(sequence++ & 0xFFFF, time & 0xFFFF_FFFFL, marker, payload);
        receiver.packet(packet, 0, packet.limit(), Instant.EPOCH);
    }

    /** A picture's first slice, told apart by its tag. */
    private static byte[] slice(int type, int tag, int length) {
        byte[] nal = new byte[length];
        nal[0] = (byte) (type << 1);
        nal[1] = 1;
        nal[2] = (byte) 0x80;
        nal[3] = (byte) tag;
        return nal;
    }

    private static byte[] laterSlice(int type, int length) {
        byte[] nal = slice(type, 0, length);
        nal[2] = 0;
        return nal;
    }

    private static byte[] withLength(byte[] nal) {
        return ByteBuffer.allocate(4 + nal.length).putInt(nal.length).put(nal).array();
    }

    private static byte[] numbered(byte[] nal) {
        return ByteBuffer.allocate(nal.length + 2)
                .put(nal, 0, 2)
                .putShort((short) 5)
                .put(nal, 2, nal.length - 2)
                .array();
    }

    private static byte[] aggregate(byte[]... nals) {
        ByteBuffer payload =
                ByteBuffer.allocate(1000).put((byte) (AGGREGATION << 1)).put((byte) 1);
        for (byte[] nal : nals) {
            payload.putShort((short) nal.length).put(nal);
        }
        byte[] result = new byte[payload.position()];
        payload.flip().get(result);
        return result;
    }

    private static byte[] fragment(byte[] nal, int from, int to) {
        int flags = (from == 2 ? 0x80 : 0) | (to == nal.length ? 0x40 : 0);
        return ByteBuffer.allocate(3 + to - from)
                .put((byte) (FRAGMENTATION << 1))
                .put((byte) 1)
                .put((byte) (flags | nal[0] >> 1))
                .put(nal, from, to - from)
                .array();
    }
}
