package id.pantau.rtsp.fuzz;

import id.pantau.rtsp.media.AudioFormat;
import id.pantau.rtsp.media.H265Sps;
import id.pantau.rtsp.media.MalformedMediaException;
import id.pantau.rtsp.media.Sps;
import id.pantau.rtsp.media.VideoFormat;
import java.nio.ByteBuffer;
import java.util.List;

/** SPS, PPS and VPS of both codecs, and AudioSpecificConfig. */
public final class ParameterSetFuzz {
    private ParameterSetFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        ByteBuffer set = ByteBuffer.wrap(input);
        List<ByteBuffer> any = List.of(ByteBuffer.wrap(new byte[] {0x68, 1}));
        refuses(() -> {
            Sps sps = Sps.parse(set);
            check(sps.width(), sps.height(), sps.codecs());
            Input.require(sps.mostBuffered() >= 0 && sps.mostBuffered() <= 16, "buffering is bounded");
            VideoFormat.h264(List.of(set), any).reorderDepth();
        });
        refuses(() -> {
            H265Sps sps = H265Sps.parse(set);
            check(sps.width(), sps.height(), sps.codecs());
            Input.require(sps.reorderDepth() >= 0 && sps.reorderDepth() <= 16, "reordering is bounded");
            VideoFormat.h265(any, List.of(set), any).reorderDepth();
        });
        refuses(() -> {
            AudioFormat format = AudioFormat.aac(set);
            Input.require(format.channels() >= 1 && format.channels() <= 8, "channels are bounded");
            Input.require(format.sampleRate() >= 1 && format.sampleRate() <= 192_000, "rates are bounded");
        });
        Input.require(set.position() == 0, "a parser leaves positions alone");
    }

    private interface Parser {
        void parse() throws MalformedMediaException;
    }

    private static void refuses(Parser parser) {
        try {
            parser.parse();
        } catch (MalformedMediaException e) {
            Input.require(e.getMessage() != null, "a refusal says why");
        }
    }

    private static void check(int width, int height, String codecs) {
        Input.require(width >= 1 && width <= 16_384 && height >= 1 && height <= 16_384, "sizes are bounded");
        Input.require(codecs.matches("[A-Za-z0-9.]{5,40}"), "the codecs string fits a playlist: " + codecs);
    }
}
