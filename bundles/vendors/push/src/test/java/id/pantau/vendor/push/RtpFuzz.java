package id.pantau.vendor.push;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;

/** Packets of a stream, each behind a byte with its length; the first byte says which codec. For Jazzer. */
public final class RtpFuzz {
    private RtpFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        Video.Codec codec = (input[0] & 1) == 0 ? Video.Codec.H264 : Video.Codec.H265;
        Publication stream = new Publication(
                "x", Publication.Protocol.RTSP, InetAddress.getLoopbackAddress(), Instant.EPOCH, 0, () -> {});
        stream.video(new Video(codec, 96, Map.of()));
        int at = 1;
        while (at < input.length) {
            int length = Math.min(input[at] & 0xFF, input.length - at - 1);
            stream.rtp(ByteBuffer.wrap(input, at + 1, length), at);
            at += 1 + length;
        }
    }
}
