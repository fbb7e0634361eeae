package id.pantau.rtsp.fuzz;

import id.pantau.rtsp.media.MalformedMediaException;
import id.pantau.rtsp.rtp.MultipartJpegReader;
import java.nio.ByteBuffer;
import java.time.Instant;

/** The body of an endless HTTP answer, in two pieces; the first byte says where it is cut. */
public final class MultipartJpegFuzz {
    private MultipartJpegFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        MultipartJpegReader reader = new MultipartJpegReader(100, picture -> {
            Input.require(picture.data().remaining() >= 4, "a picture has both ends");
            Input.require(picture.data().getShort(0) == (short) 0xFFD8, "a picture begins as one");
        });
        int cut = 1 + Math.min(input.length - 1, input[0] & 0xFF);
        try {
            reader.read(ByteBuffer.wrap(input, 1, cut - 1), Instant.EPOCH);
            reader.read(ByteBuffer.wrap(input, cut, input.length - cut), Instant.EPOCH.plusSeconds(1));
        } catch (MalformedMediaException e) {
            Input.require(e.getMessage() != null, "a refusal says why");
        }
    }
}
