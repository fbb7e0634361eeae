package id.pantau.rtsp.fuzz;

import id.pantau.rtsp.media.Codec;
import id.pantau.rtsp.rtp.VideoReceiver;
import java.time.Instant;
import java.util.List;

/** RTP with H.264. */
public final class H264Fuzz {
    private H264Fuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        VideoReceiver receiver = new VideoReceiver(Codec.H264, 96, false, List.of(), new VideoOutput());
        receiver.start();
        Input.packets(input, packet -> receiver.packet(packet, 0, packet.limit(), Instant.EPOCH));
    }
}
