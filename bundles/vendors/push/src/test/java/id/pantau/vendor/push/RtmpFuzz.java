package id.pantau.vendor.push;

import id.pantau.rtsp.media.MalformedMediaException;
import id.pantau.rtsp.server.RtpPackets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Chunks of RTMP, and the commands and pictures in them, in two pieces; the first byte says where they are cut. For Jazzer. */
public final class RtmpFuzz {
    private RtmpFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        FlvVideo video = new FlvVideo();
        RtmpChunks chunks = new RtmpChunks(1 << 16, (type, timestamp, body) -> message(video, type, body));
        int cut = Math.min(input.length - 1, 4 * (input[0] & 0xFF));
        ByteBuffer bytes = ByteBuffer.wrap(input, 1, input.length - 1).slice();
        try {
            bytes.limit(cut);
            chunks.read(bytes);
            bytes.limit(input.length - 1);
            chunks.read(bytes);
            require(bytes.remaining() <= 18, "all but a header is consumed");
            require(chunks.kept() <= input.length, "what is kept has come");
        } catch (IOException e) {
            require(e.getMessage() != null, "a refusal says why");
        }
    }

    private static void message(FlvVideo video, int type, ByteBuffer body) throws IOException {
        try {
            if (type == 20) {
                Amf0.read(body);
            } else {
                Optional<FlvVideo.Content> content = video.read(body);
                if (content.isPresent() && content.get() instanceof FlvVideo.Content.Picture picture) {
                    ByteBuffer out = ByteBuffer.allocate(RtpPackets.bytes(picture.nals()));
                    new RtpPackets(0, 1).picture(out, picture.nals(), 0);
                } else if (content.isPresent() && content.get() instanceof FlvVideo.Content.Described described) {
                    AnnounceFuzz.requireSame(described.video());
                }
            }
        } catch (MalformedMediaException e) {
            require(e.getMessage() != null, "a refusal says why");
        }
    }

    static void require(boolean condition, String promise) {
        if (!condition) {
            throw new IllegalStateException(promise);
        }
    }
}
