package id.pantau.rtsp.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import id.pantau.rtsp.media.MalformedMediaException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A JPEG track")
class JpegTest {
    /** One grey block of each component: every coefficient zero, then filled up with ones. */
    private static final byte[] GREY = HexFormat.of().parseHex("280a00280a");

    private final List<byte[]> pictures = new ArrayList<>();
    private final JpegReceiver receiver = new JpegReceiver(Packets.PAYLOAD_TYPE, 2, picture -> {
        byte[] copy = new byte[picture.data().remaining()];
        picture.data().get(copy);
        pictures.add(copy);
    });
    private int sequence = 65_535;

    @Test
    @DisplayName("gives a file that other programs read, from the tables that RTP leaves out")
    void givesFile() throws Exception {
        send(0, 0, true, GREY);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(pictures.get(0)));
        assertEquals(16, image.getWidth());
        assertEquals(8, image.getHeight());
    }

    @Test
    @DisplayName("gives no picture that lacks a packet")
    void givesNoBrokenPicture() {
        send(0, 0, false, GREY);
        sequence++;
        send(0, 2 * GREY.length, true, GREY);
        send(90_000, GREY.length, true, GREY);
        assertEquals(0, pictures.size());
        send(180_000, 0, false, GREY);
        send(180_000, GREY.length, true, GREY);
        assertEquals(1, pictures.size());
    }

    @Test
    @DisplayName("gives no more pictures in a second than asked for")
    void givesNoMoreThanAskedFor() {
        for (int i = 0; i < 30; i++) {
            send(i * 9_000L, 0, true, GREY);
        }
        assertEquals(6, pictures.size());
    }

    @Test
    @DisplayName("by HTTP is found by its own markers, past the small picture that it may hold")
    void isFoundByMarkers() throws MalformedMediaException {
        byte[] picture = HexFormat.of()
                .parseHex("ffd8" + "ffe10008" + "ffd8ffd9abcd" + "ffda0004" + "0102" + "03ff0004" + "ffd9");
        List<Integer> sizes = new ArrayList<>();
        MultipartJpegReader reader =
                new MultipartJpegReader(1, found -> sizes.add(found.data().remaining()));
        for (int second = 0; second < 3; second++) {
            for (byte b : part(picture)) {
                reader.read(ByteBuffer.wrap(new byte[] {b}), Instant.ofEpochMilli(second * 500L));
            }
        }
        assertEquals(List.of(picture.length, picture.length), sizes);
    }

    @Test
    @DisplayName("by HTTP is refused where there is none, and where it has no end")
    void isRefusedWithoutEnd() {
        MultipartJpegReader none = new MultipartJpegReader(1, found -> {});
        assertThrows(MalformedMediaException.class, () -> none.read(ByteBuffer.allocate(100_000), Instant.EPOCH));
        MultipartJpegReader endless = new MultipartJpegReader(1, found -> {});
        ByteBuffer picture = ByteBuffer.allocate(5 << 20)
                .put(HexFormat.of().parseHex("ffd8ffda0002"))
                .rewind();
        assertThrows(MalformedMediaException.class, () -> endless.read(picture, Instant.EPOCH));
    }

    private static byte[] part(byte[] picture) {
        byte[] head = "\r\n--x\r\nContent-Type: image/jpeg\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(head.length + picture.length)
                .put(head)
                .put(picture)
                .array();
    }

    /** 16x8 pixels in 4:2:2: one unit. */
    private void send(long timestamp, int offset, boolean marker, byte[] data) {
        byte[] payload = ByteBuffer.allocate(8 + data.length)
                .putInt(offset)
                .put(new byte[] {0, 50, 2, 1})
                .put(data)
                .array();
        ByteBuffer packet = Packets.packet(sequence++ & 0xFFFF, timestamp, marker, payload);
        receiver.packet(packet, 0, packet.limit(), Instant.EPOCH);
    }
}
