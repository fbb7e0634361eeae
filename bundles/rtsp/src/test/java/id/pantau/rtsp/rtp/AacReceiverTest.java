package id.pantau.rtsp.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import id.pantau.rtsp.media.AudioFormat;
import id.pantau.rtsp.media.MalformedMediaException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An AAC track")
class AacReceiverTest {
    private static final Map<String, String> HIGH_BIT_RATE =
            Map.of("sizelength", "13", "indexlength", "3", "indexdeltalength", "3");

    private final List<String> frames = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private final AacReceiver receiver = new AacReceiver(96, 16_000, 1024, HIGH_BIT_RATE, frame -> {
        frames.add(StandardCharsets.US_ASCII.decode(frame.data()).toString());
        times.add(frame.pts());
    });
    private int sequence = 65_534;

    @Test
    @DisplayName("gives each frame of a packet, at its own time, across the wrap-around")
    void givesEachFrame() {
        send(0xFFFF_FC00L, "ab", "cde");
        send(0x400, "f");
        assertEquals(List.of("ab", "cde", "f"), frames);
        assertEquals(List.of(0L, 1024L, 2048L), times);
    }

    @Test
    @DisplayName("puts a frame together that takes several packets, unless one is missing")
    void putsTogether() {
        sendPiece(0, 6, "abc");
        sendPiece(0, 6, "def");
        sendPiece(1024, 6, "ghi");
        sequence++;
        sendPiece(1024, 6, "jkl");
        send(2048, "m");
        assertEquals(List.of("abcdef", "m"), frames);
    }

    @Test
    @DisplayName("goes on evenly where its timestamps jump")
    void goesOnEvenly() {
        send(0, "a");
        send(1_000_000_000L, "b");
        send(1_000_001_024L, "c");
        assertEquals(List.of(0L, 1024L, 2048L), times);
    }

    @Test
    @DisplayName("without the size of its headers is refused")
    void isRefusedWithoutSizes() {
        assertThrows(IllegalArgumentException.class, () -> new AacReceiver(96, 16_000, 1024, Map.of(), frame -> {}));
    }

    @ParameterizedTest(name = "{0}: {1} Hz, {2} channels, {3} samples, {4}")
    @DisplayName("is described by its configuration")
    @CsvSource({
        "1408, 16000, 1, 1024, mp4a.40.2",
        "1190, 48000, 2, 1024, mp4a.40.2",
        "1394, 22050, 2, 960, mp4a.40.2",
        "2b928800, 22050, 2, 1024, mp4a.40.5"
    })
    void isDescribed(String configuration, int rate, int channels, int samples, String codecs)
            throws MalformedMediaException {
        AudioFormat format = AudioFormat.aac(ByteBuffer.wrap(HexFormat.of().parseHex(configuration)));
        assertEquals(rate, format.sampleRate());
        assertEquals(channels, format.channels());
        assertEquals(samples, format.frameSamples());
        assertEquals(codecs, format.codecs());
    }

    private void send(long timestamp, String... data) {
        ByteBuffer payload = ByteBuffer.allocate(200).putShort((short) (16 * data.length));
        for (String frame : data) {
            payload.putShort((short) (frame.length() << 3));
        }
        for (String frame : data) {
            payload.put(frame.getBytes(StandardCharsets.US_ASCII));
        }
        send(timestamp, payload.flip());
    }

    private void sendPiece(long timestamp, int whole, String piece) {
        send(
                timestamp,
                ByteBuffer.allocate(200)
                        .putShort((short) 16)
                        .putShort((short) (whole << 3))
                        .put(piece.getBytes(StandardCharsets.US_ASCII))
                        .flip());
    }

    private void send(long timestamp, ByteBuffer payload) {
        byte[] bytes = new byte[payload.remaining()];
        payload.get(bytes);
        ByteBuffer packet = Packets.packet(sequence++ & 0xFFFF, timestamp, true, bytes);
        receiver.packet(packet, 0, packet.limit(), Instant.EPOCH);
    }
}
