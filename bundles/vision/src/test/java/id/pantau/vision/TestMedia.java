package id.pantau.vision;

import id.pantau.rtsp.hls.HlsResource;
import id.pantau.rtsp.hls.PartReader;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Media as a worker gets them. */
public final class TestMedia {
    private TestMedia() {}

    /** A group of pictures with its initialisation segment. */
    public static byte[] group(String coding) throws Exception {
        TestCamera camera = coding.equals("hvc1") ? TestCamera.h265() : TestCamera.h264();
        PartReader reader = camera.read();
        ByteArrayOutputStream media = new ByteArrayOutputStream();
        for (Optional<HlsResource> next = reader.next(); next.isPresent(); next = reader.next()) {
            try (HlsResource piece = next.get()) {
                for (ByteBuffer bytes : piece.body()) {
                    byte[] copy = new byte[bytes.remaining()];
                    bytes.duplicate().get(copy);
                    media.writeBytes(copy);
                }
            }
        }
        return media.toByteArray();
    }
}
