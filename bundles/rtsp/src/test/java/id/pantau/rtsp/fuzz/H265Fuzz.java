package id.pantau.rtsp.fuzz;

import id.pantau.rtsp.media.Codec;
import id.pantau.rtsp.rtp.VideoReceiver;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** RTP with H.265; the first byte says whether decoding order numbers are announced. */
public final class H265Fuzz {
    private H265Fuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        boolean numbered = (input[0] & 1) != 0;
        VideoReceiver receiver = new VideoReceiver(Codec.H265, 96, numbered, List.of(), new VideoOutput());
        receiver.start();
        byte[] packets = Arrays.copyOfRange(input, 1, input.length);
        Input.packets(packets, packet -> receiver.packet(packet, 0, packet.limit(), Instant.EPOCH));
    }
}
