package id.pantau.rtsp.hls;

import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.rtsp.media.VideoFormat;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An H.265 format")
class HevcConfigurationTest {
    @Test
    @DisplayName("is written into hvcC as ffmpeg writes it")
    void isWrittenAsFfmpegWritesIt() throws Exception {
        VideoFormat format = VideoFormat.h265(
                List.of(bytes("QAEMAf//BAgAAAMAnQgAAAMAAD+6AkA=")),
                List.of(bytes("QgEBBAgAAAMAnQgAAAMAAD+wBQIBcdRbZbpKTC8BaAgAAAMACAAAAwDIQA==")),
                List.of(bytes("RAHAc8GJ")));
        String written = HexFormat.of().formatHex(array(InitSegment.of(format)));
        assertTrue(written.contains("68766343" + "0104080000009d08000000003ff000fcfefafa00000f03"), written);
        assertTrue(written.contains("a00001" + "0017" + "40010c01ffff"), written);
    }

    private static byte[] array(ByteBuffer buffer) {
        byte[] array = new byte[buffer.remaining()];
        buffer.get(array);
        return array;
    }

    private static ByteBuffer bytes(String base64) {
        return ByteBuffer.wrap(Base64.getDecoder().decode(base64));
    }
}
