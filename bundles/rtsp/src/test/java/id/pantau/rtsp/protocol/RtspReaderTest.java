package id.pantau.rtsp.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The reader of a connection")
class RtspReaderTest {
    private final List<String> pieces = new ArrayList<>();
    private final RtspReader reader = new RtspReader(new RtspReader.Sink() {
        @Override
        public void message(RtspMessage message) {
            pieces.add(message.outcome() + "|" + message.header("cseq").orElse("") + "|" + message.body());
        }

        @Override
        public void frame(int channel, ByteBuffer bytes, int start, int length) {
            pieces.add("$" + channel + ":" + length);
        }
    });

    @Test
    @DisplayName("finds messages and frames, however the bytes are cut up")
    void findsPieces() throws RtspProtocolException {
        byte[] stream = ("RTSP/1.0 200 OK\r\nCSeq: 1\r\nContent-Length: 4\r\n\r\nbody"
                        + "$\0\0\3abc"
                        + "\r\nRTSP/1.0 401 No\nCSEQ:2\n\n"
                        + "$\1\0\0"
                        + "OPTIONS rtsp://x RTSP/1.0\r\nCSeq: 3\r\nX: a\r\n b\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            pieces.clear();
            ByteBuffer buffer = ByteBuffer.allocate(stream.length);
            for (int at = 0; at < stream.length; ) {
                int count = Math.min(stream.length - at, 1 + random.nextInt(20));
                buffer.put(stream, at, count).flip();
                reader.read(buffer);
                buffer.compact();
                at += count;
            }
            assertEquals(0, buffer.position());
            assertEquals(List.of("200 OK|1|body", "$0:3", "401 No|2|", "$1:0", "rtsp://x RTSP/1.0|3|"), pieces);
        }
    }

    @ParameterizedTest(name = "{1}")
    @DisplayName("refuses, and says what:")
    @CsvSource({
        "HTTP/1.1 200 OK@@, neither an RTSP response nor a request: HTTP/1.1 200 OK",
        "~, neither a message nor an interleaved frame: byte 0x7e",
        "RTSP/1.0 200 OK@Content-Length: -1@@, Content-Length is no number: -1",
        "RTSP/1.0 200 OK@Content-Length: 9999999@@, 'a body of 9999999 bytes, more than 262144'",
        "RTSP/1.0 200 OK@no name@@, a header line without a name: no name",
        "RTSP/1.0 200 OK@ folded@@, a continuation line without a header:  folded",
        "RTSP/1.0 200 OK@A: \u0007@@, a control character in a header line: A: ?"
    })
    void refuses(String bytes, String message) {
        RtspProtocolException refusal =
                assertThrows(RtspProtocolException.class, () -> read(bytes.replace("@", "\r\n")));
        assertEquals(message, refusal.getMessage());
    }

    @Test
    @DisplayName("refuses headers without end")
    void refusesEndlessHeaders() {
        String endless = "RTSP/1.0 200 OK\r\n" + "X: y\r\n".repeat(6_000);
        RtspProtocolException refusal = assertThrows(RtspProtocolException.class, () -> read(endless));
        assertEquals("headers of more than 32768 bytes", refusal.getMessage());
        assertThrows(RtspProtocolException.class, () -> read("RTSP/1.0 200 OK\r\n" + "X: y\r\n".repeat(300) + "\r\n"));
    }

    @Test
    @DisplayName("survives any bytes")
    void survivesAnything() {
        Random random = new Random(5);
        String alphabet = "RTSP/1.0 200 OK\r\nContent-Length: 3\r\n\r\n$\0\0\1";
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            StringBuilder hostile = new StringBuilder(random.nextBoolean() ? "RTSP/1.0 200 OK\r\n" : "");
            for (int i = random.nextInt(60); i > 0; i--) {
                hostile.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                read(hostile.toString());
            } catch (RtspProtocolException e) {
                refused++;
            }
        }
        assertTrue(refused > 100);
    }

    private void read(String text) throws RtspProtocolException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
        new RtspReader(new RtspReader.Sink() {
                    @Override
                    public void message(RtspMessage message) {}

                    @Override
                    public void frame(int channel, ByteBuffer frame, int start, int length) {}
                })
                .read(bytes);
    }
}
