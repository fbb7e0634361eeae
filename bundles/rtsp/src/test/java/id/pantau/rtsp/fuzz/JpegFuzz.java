package id.pantau.rtsp.fuzz;

import id.pantau.rtsp.rtp.JpegReceiver;
import java.time.Instant;

/** RTP with JPEG. */
public final class JpegFuzz {
    private JpegFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        JpegReceiver receiver = new JpegReceiver(96, 100, picture -> {
            Input.require(picture.data().getShort(0) == (short) 0xFFD8, "a picture begins as one");
            int end = picture.data().limit();
            Input.require(picture.data().getShort(end - 2) == (short) 0xFFD9, "a picture ends as one");
        });
        Input.packets(input, packet -> receiver.packet(packet, 0, packet.limit(), Instant.EPOCH));
    }
}
