package id.pantau.rtsp.fuzz;

import id.pantau.rtsp.protocol.RtspMessage;
import id.pantau.rtsp.protocol.RtspProtocolException;
import id.pantau.rtsp.protocol.RtspReader;
import java.nio.ByteBuffer;

/** What a server sends on the control connection, in two pieces; the first byte says where it is cut. */
public final class RtspMessageFuzz {
    private RtspMessageFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        RtspReader reader = new RtspReader(new RtspReader.Sink() {
            @Override
            public void message(RtspMessage message) {
                Input.require(message.isResponse() == message.status() >= 100, "a response has a status");
                Input.require(message.outcome().matches("[ -~]{0,90}"), "a log line is one line");
            }

            @Override
            public void frame(int channel, ByteBuffer bytes, int start, int length) {
                Input.require(channel >= 0 && channel <= 255, "a channel is a byte");
                Input.require(start + length <= bytes.limit(), "a frame is whole");
            }
        });
        int cut = 1 + Math.min(input.length - 1, 4 * (input[0] & 0xFF));
        ByteBuffer bytes = ByteBuffer.wrap(input, 1, input.length - 1).slice();
        try {
            bytes.limit(cut - 1);
            reader.read(bytes);
            bytes.limit(input.length - 1);
            reader.read(bytes);
            Input.require(bytes.remaining() <= RtspReader.MAXIMUM_PENDING, "what is kept is bounded");
        } catch (RtspProtocolException e) {
            Input.require(e.getMessage() != null, "a refusal says why");
        }
    }
}
