package id.pantau.rtsp.rtp;

import static id.pantau.rtsp.rtp.Packets.PPS;
import static id.pantau.rtsp.rtp.Packets.PPS_HD;
import static id.pantau.rtsp.rtp.Packets.SPS;
import static id.pantau.rtsp.rtp.Packets.SPS_HD;
import static id.pantau.rtsp.rtp.Packets.aggregate;
import static id.pantau.rtsp.rtp.Packets.fragment;
import static id.pantau.rtsp.rtp.Packets.laterSlice;
import static id.pantau.rtsp.rtp.Packets.packet;
import static id.pantau.rtsp.rtp.Packets.slice;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.rtsp.media.AccessUnit;
import id.pantau.rtsp.media.Codec;
import id.pantau.rtsp.media.SenderReport;
import id.pantau.rtsp.media.VideoFormat;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An H.264 track")
class H264ReceiverTest {
    private static final int IDR = 5;
    private static final int OTHER = 1;

    private final List<VideoFormat> formats = new ArrayList<>();
    private final List<Integer> tags = new ArrayList<>();
    private final List<AccessUnit> units = new ArrayList<>();
    private final List<byte[]> bytes = new ArrayList<>();
    private final List<SenderReport> reports = new ArrayList<>();
    private int undecodable;
    private int broken;
    private int next = 65_530;
    private long time = 0xFFFF_F000L;

    private final VideoReceiver receiver = new VideoReceiver(
            Codec.H264,
            Packets.PAYLOAD_TYPE,
            false,
            List.of(ByteBuffer.wrap(SPS), ByteBuffer.wrap(PPS)),
            new VideoReceiver.Output() {
                @Override
                public void format(VideoFormat format) {
                    formats.add(format);
                }

                @Override
                public void picture(AccessUnit unit) {
                    byte[] copy = new byte[unit.data().remaining()];
                    unit.data().duplicate().get(copy);
                    bytes.add(copy);
                    tags.add(copy.length > 6 ? (int) copy[6] : -1);
                    units.add(unit);
                }

                @Override
                public void undecodable() {
                    undecodable++;
                }

                @Override
                public void broken() {
                    broken++;
                }

                @Override
                public void clock(SenderReport report) {
                    reports.add(report);
                }
            });

    @Test
    @DisplayName("knows its format from the session description")
    void knowsFormatFromDescription() {
        receiver.start();
        assertEquals(1, formats.size());
        assertEquals(352, formats.get(0).width());
    }

    @Test
    @DisplayName("gives each picture's slices behind their lengths, across the wrap-around of sequence and time")
    void givesSlicesBehindLengths() {
        for (int i = 0; i < 20; i++) {
            send(false, slice(i == 0 ? IDR : OTHER, i));
            send(true, laterSlice(i == 0 ? IDR : OTHER, 99));
            time += 3600;
        }
        assertEquals(20, units.size());
        assertEquals(16, bytes.get(0).length);
        assertEquals(4, ByteBuffer.wrap(bytes.get(0)).getInt());
        assertEquals(4, ByteBuffer.wrap(bytes.get(0)).getInt(8));
        assertTrue(units.get(0).key());
        for (int i = 1; i < 20; i++) {
            assertEquals(3600, units.get(i).dts() - units.get(i - 1).dts());
            assertEquals(units.get(i).pts(), units.get(i).dts());
        }
    }

    @Test
    @DisplayName("puts fragments and aggregates together")
    void putsTogether() {
        byte[] big = new byte[5000];
        new Random(1).nextBytes(big);
        big[0] = 0x65;
        big[1] = (byte) 0x80;
        send(false, aggregate(SPS, PPS, new byte[] {6, 5, 1, 2}));
        send(false, fragment(big, 1, 2000));
        send(false, fragment(big, 2000, 3500));
        send(true, fragment(big, 3500, 5000));
        assertEquals(1, units.size());
        byte[] whole = new byte[5004];
        ByteBuffer.wrap(whole).putInt(5000).put(big);
        assertEquals(ByteBuffer.wrap(whole), ByteBuffer.wrap(bytes.get(0)));
    }

    @Test
    @DisplayName("ends a picture where the time changes, when the marker is missing")
    void endsByTime() {
        picture(IDR, 1, false);
        picture(OTHER, 2, false);
        picture(OTHER, 3, false);
        assertEquals(List.of(1, 2), tags);
    }

    @Test
    @DisplayName("begins with a key picture")
    void beginsWithKey() {
        picture(OTHER, 1, true);
        picture(IDR, 2, true);
        assertEquals(List.of(2), tags);
        assertEquals(1, undecodable);
    }

    @Test
    @DisplayName("drops a picture that lacks a packet, and all that depend on it")
    void dropsWhatLacksPackets() {
        picture(IDR, 1, true);
        send(false, slice(OTHER, 2));
        next++;
        send(true, laterSlice(OTHER, 2));
        time += 3600;
        picture(OTHER, 3, true);
        picture(IDR, 4, true);
        picture(OTHER, 5, true);
        assertEquals(List.of(1, 4, 5), tags);
    }

    @Test
    @DisplayName("keeps a key picture that is whole, though packets before it were lost")
    void keepsWholeKeyAfterLoss() {
        picture(IDR, 1, true);
        next += 3;
        picture(IDR, 2, true);
        next += 3;
        send(true, laterSlice(IDR, 3));
        time += 3600;
        picture(OTHER, 4, true);
        assertEquals(List.of(1, 2), tags);
    }

    @Test
    @DisplayName("says once that packets are missing, until the next key picture, and how many pictures that costs")
    void tellsOfBrokenPictures() {
        picture(OTHER, 1, true);
        picture(IDR, 2, true);
        undecodable = 0;
        assertEquals(0, broken);
        next++;
        picture(OTHER, 3, true);
        next++;
        picture(OTHER, 4, true);
        assertEquals(1, broken);
        assertEquals(2, undecodable);
        picture(IDR, 5, true);
        send(true, laterSlice(OTHER, 6));
        assertEquals(2, broken);
    }

    @Test
    @DisplayName("takes a packet that comes twice once")
    void takesDuplicatesOnce() {
        picture(IDR, 1, true);
        next--;
        time -= 3600;
        picture(IDR, 1, true);
        picture(OTHER, 2, true);
        assertEquals(List.of(1, 2), tags);
    }

    @Test
    @DisplayName("goes on with the next key picture when the source changes")
    void goesOnWithNewSource() {
        picture(IDR, 1, true);
        receive(packet(7, 500, true, slice(OTHER, 2), 0x9999));
        receive(packet(8, 600, true, slice(IDR, 3), 0x9999));
        assertEquals(List.of(1, 3), tags);
        assertTrue(units.get(1).dts() > units.get(0).dts());
    }

    @Test
    @DisplayName("is understood though the camera marks every slice as a picture's last")
    void understandsMarkerPerSlice() {
        for (int i = 0; i < 6; i++) {
            int type = i % 2 == 0 ? IDR : OTHER;
            send(true, slice(type, i));
            send(true, laterSlice(type, i));
            time += 3600;
        }
        picture(IDR, 6, true);
        assertEquals(
                List.of(16, 16, 16, 16),
                bytes.stream().skip(1).map(b -> b.length).toList());
    }

    @Test
    @DisplayName("announces another format before the key picture that is the first in it, once")
    void announcesAnotherFormat() {
        receiver.start();
        for (int i = 0; i < 3; i++) {
            send(false, SPS_HD);
            send(false, PPS_HD);
            picture(IDR, i, true);
            picture(OTHER, i, true);
        }
        assertEquals(
                List.of(288, 1080), formats.stream().map(VideoFormat::height).toList());
        assertEquals(6, units.size());
    }

    @Test
    @DisplayName("believes a camera that steps back when it begins to reorder less, and shows what follows in order")
    void stepsBackWhenRecoded() {
        time = 900_000;
        send(true, aggregate(SPS_HD, PPS_HD, slice(IDR, 1)));
        time += 7_200;
        picture(OTHER, 2, true);
        time -= 3_601;
        send(true, aggregate(SPS, PPS, slice(IDR, 3)));
        time += 3_600;
        picture(OTHER, 4, true);
        List<Long> shown =
                units.stream().map(unit -> unit.pts() - units.get(0).pts()).toList();
        assertEquals(List.of(0L, 7_200L, 7_201L, 10_799L), shown);
    }

    @Test
    @DisplayName("keeps its format when a parameter set cannot be read")
    void keepsFormatOnRubbish() {
        receiver.start();
        send(false, new byte[] {0x67, 1, 2});
        picture(IDR, 1, true);
        picture(OTHER, 2, true);
        assertEquals(1, formats.size());
        assertEquals(List.of(1, 2), tags);
    }

    @Test
    @DisplayName("reads past contributing sources, extension and padding")
    void readsPastExtras() {
        byte[] nal = slice(IDR, 9);
        ByteBuffer packet = ByteBuffer.allocate(64)
                .put((byte) 0xB2)
                .put((byte) (0x80 | Packets.PAYLOAD_TYPE))
                .putShort((short) 1)
                .putInt(1)
                .putInt(1)
                .putLong(0)
                .putShort((short) 0xBEDE)
                .putShort((short) 1)
                .putInt(0)
                .put(nal)
                .put(new byte[] {0, 0, 3})
                .flip();
        receive(packet);
        assertEquals(8, bytes.get(0).length);
    }

    @Test
    @DisplayName("drops a picture of more than 4 MiB, and goes on")
    void dropsWhatIsTooBig() {
        byte[] part = new byte[60_000];
        part[0] = 0x65;
        part[1] = (byte) 0x80;
        for (int i = 0; i < 80; i++) {
            send(false, part);
        }
        time += 3600;
        picture(IDR, 2, true);
        assertEquals(List.of(2), tags);
    }

    @Test
    @DisplayName("survives packets of any bytes, and goes on with the next key picture")
    void survivesAnything() {
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            byte[] hostile = new byte[random.nextInt(60)];
            random.nextBytes(hostile);
            ByteBuffer packet = packet(
                    random.nextInt(4) == 0 ? random.nextInt(65_536) : ++next & 0xFFFF,
                    random.nextInt(5) * 1000,
                    random.nextBoolean(),
                    hostile);
            if (random.nextInt(4) == 0 && packet.limit() > 0) {
                packet.put(random.nextInt(packet.limit()), (byte) random.nextInt(256))
                        .limit(random.nextInt(packet.limit()));
            }
            receive(packet);
        }
        next = 1000;
        time = 1;
        send(true, aggregate(SPS, PPS));
        picture(IDR, 77, true);
        picture(IDR, 78, true);
        assertTrue(tags.contains(77));
        long before = Long.MIN_VALUE;
        for (AccessUnit unit : units) {
            assertTrue(unit.dts() > before);
            before = unit.dts();
        }
        assertNotEquals(0, units.size());
    }

    @Test
    @DisplayName("places the camera's clock on its time line, also when it is told before the first picture")
    void tellsTheClock() {
        report(time - 1800);
        assertTrue(reports.isEmpty(), "there is no time line yet");
        picture(IDR, 1, true);
        picture(OTHER, 2, true);
        assertEquals(List.of(-1800L), reports.stream().map(SenderReport::pts).toList());
        report(time);
        assertEquals(2 * 3600, reports.get(1).pts());
        assertEquals(Instant.ofEpochSecond(1_795_000_000L), reports.get(1).wallClock());
    }

    private void report(long timestamp) {
        ByteBuffer report = ByteBuffer.allocate(28)
                .putInt(0x80C8_0006)
                .putInt(77)
                .putInt((int) (2_208_988_800L + 1_795_000_000L))
                .putInt(0)
                .putInt((int) timestamp)
                .putLong(0)
                .flip();
        receiver.control(report, 0, 28, Instant.EPOCH);
    }

    private void picture(int type, int tag, boolean marker) {
        send(marker, slice(type, tag));
        time += 3600;
    }

    private void send(boolean marker, byte[] payload) {
        receive(packet(next++ & 0xFFFF, time, marker, payload));
    }

    private void receive(ByteBuffer packet) {
        receiver.packet(packet, 0, packet.limit(), Instant.EPOCH);
    }
}
