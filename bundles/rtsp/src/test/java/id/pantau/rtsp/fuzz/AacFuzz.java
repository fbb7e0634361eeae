package id.pantau.rtsp.fuzz;

import id.pantau.rtsp.rtp.AacReceiver;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

/** RTP with AAC; the first three bytes are the lengths of the fields in its headers. */
public final class AacFuzz {
    private AacFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < 3) {
            return;
        }
        Map<String, String> parameters = Map.of(
                "sizelength", Integer.toString(1 + input[0] & 0xF),
                "indexlength", Integer.toString(input[1] & 0xF),
                "indexdeltalength", Integer.toString(input[2] & 0xF));
        if (parameters.get("sizelength").equals("0")) {
            return;
        }
        long[] last = {Long.MIN_VALUE};
        AacReceiver receiver = new AacReceiver(96, 48_000, 1024, parameters, frame -> {
            Input.require(frame.data().hasRemaining(), "a frame is not empty");
            Input.require(frame.data().remaining() <= 8 << 10, "a frame is bounded");
            Input.require(frame.pts() >= last[0], "times never fall");
            last[0] = frame.pts();
        });
        byte[] packets = Arrays.copyOfRange(input, 3, input.length);
        Input.packets(packets, packet -> receiver.packet(packet, 0, packet.limit(), Instant.EPOCH));
    }
}
