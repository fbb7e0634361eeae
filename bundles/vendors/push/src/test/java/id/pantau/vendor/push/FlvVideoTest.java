package id.pantau.vendor.push;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.rtsp.media.MalformedMediaException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Video messages")
class FlvVideoTest {
    /** 640x360, of x264. */
    private static final String SPS = "6742c01ed900a02ff9610000030001000003003c8f162e48";

    private static final String PPS = "68cb83cb20";
    private static final String CONFIGURATION = "17 00 000000 01 42c01e ff e1 0018" + SPS + " 01 0005" + PPS;

    private final FlvVideo video = new FlvVideo();

    private Optional<FlvVideo.Content> read(String hex) throws MalformedMediaException {
        return video.read(ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", ""))));
    }

    private List<String> picture(String hex) throws MalformedMediaException {
        FlvVideo.Content.Picture picture = (FlvVideo.Content.Picture) read(hex).orElseThrow();
        return picture.nals().stream().map(HexFormat.of()::formatHex).toList();
    }

    @Test
    @DisplayName("describe their pictures, as a session description can")
    void describe() throws MalformedMediaException {
        FlvVideo.Content.Described described =
                (FlvVideo.Content.Described) read(CONFIGURATION).orElseThrow();
        assertEquals("42C01E", described.video().format().get("profile-level-id"));
        assertTrue(described.video().description().contains("a=rtpmap:96 H264/90000\r\n"));
        assertTrue(described.video().format().get("sprop-parameter-sets").endsWith(",aMuDyyA="));
    }

    @Test
    @DisplayName("hold NAL units, a key picture's behind the parameter sets, and say how much later it is shown")
    void holdUnits() throws MalformedMediaException {
        assertTrue(read("17 01 000000 00000002 6588").isEmpty(), "nothing is known of its coding");
        read(CONFIGURATION);
        assertEquals(List.of(SPS, PPS, "0605", "6588"), picture("17 01 000000 00000002 0605 00000002 6588"));
        assertEquals(List.of("4199"), picture("27 01 000000 00000000 00000002 4199"));
        assertEquals(
                80, ((FlvVideo.Content.Picture) read("27 01 000050 00000001 41").orElseThrow()).offset());
        assertEquals(
                -2, ((FlvVideo.Content.Picture) read("27 01 fffffe 00000001 41").orElseThrow()).offset());
    }

    @Test
    @DisplayName("that say nothing are passed over")
    void arePassedOver() throws MalformedMediaException {
        read(CONFIGURATION);
        for (String nothing : List.of("", "57 00", "17 02 000000", "27 01 000000", "27 01 000000 00000000")) {
            assertEquals(Optional.empty(), read(nothing), nothing);
        }
    }

    @Test
    @DisplayName("that are damaged, or of another coding, are refused with the reason")
    void areRefused() throws MalformedMediaException {
        read(CONFIGURATION);
        assertRefused("only H.264", "90 68766331");
        assertRefused("codec 2", "12 00");
        assertRefused("ends too early", "27 01 00");
        assertRefused("cut off", "27 01 000000 00000003 4199");
        assertRefused("cut off", "27 01 000000 ffffffff 4199");
        assertRefused("ends too early", "27 01 000000 0000");
        assertRefused("unknown version", "17 00 000000 02 42c01e ff e0 00");
        assertRefused("parameter sets are missing", "17 00 000000 01 42c01e ff e0 00");
        assertRefused("a parameter set of 0 bytes", "17 00 000000 01 42c01e ff e1 0000");
        assertRefused("more than 16", "17 00 000000 01 42c01e ff ff 0000");
        assertRefused("1024 NAL units", "27 01 000000" + "0000000141".repeat(1025));
        assertEquals(List.of("4199"), picture("27 01 000000 00000002 4199"), "what was known is still known");
    }

    @Test
    @DisplayName("of more than a network packet are cut into packets and make the same picture again")
    void makeTheSamePicture() {
        byte[] large = new byte[5000];
        large[0] = 0x65;
        large[4999] = 7;
        List<byte[]> nals = List.of(large, new byte[] {0x65, 1});
        id.pantau.rtsp.server.RtpPackets packets = new id.pantau.rtsp.server.RtpPackets(0, 1);
        ByteBuffer out = ByteBuffer.allocate(id.pantau.rtsp.server.RtpPackets.bytes(nals));
        packets.picture(out, nals, 90);
        out.flip();
        ByteBuffer again = ByteBuffer.allocate(5000).put(large[0]);
        while (again.hasRemaining()) {
            int length = out.getShort(2 + out.position()) & 0xFFFF;
            again.put(out.slice(out.position() + 18, length - 14));
            out.position(out.position() + 4 + length);
        }
        assertArrayEquals(large, again.array());
        assertEquals(4 + 12 + 2, out.remaining());
    }

    private void assertRefused(String why, String hex) {
        MalformedMediaException refused = assertThrows(MalformedMediaException.class, () -> read(hex));
        assertTrue(refused.getMessage().contains(why), refused::getMessage);
    }
}
