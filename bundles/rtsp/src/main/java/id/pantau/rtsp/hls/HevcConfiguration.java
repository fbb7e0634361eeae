package id.pantau.rtsp.hls;

import id.pantau.rtsp.media.H265Sps;
import id.pantau.rtsp.media.MalformedMediaException;
import id.pantau.rtsp.media.VideoFormat;
import java.nio.ByteBuffer;
import java.util.List;

/** HEVCDecoderConfigurationRecord (ISO/IEC 14496-15, section 8.3.3.1), with lengths of 4 bytes. */
final class HevcConfiguration {
    private static final int VIDEO_PARAMETERS = 32;
    private static final int SEQUENCE_PARAMETERS = 33;
    private static final int PICTURE_PARAMETERS = 34;
    /** All parameter sets are here, none of them in the samples. */
    private static final int COMPLETE = 0x80;

    private HevcConfiguration() {}

    static void write(BoxWriter out, VideoFormat format) {
        H265Sps sps = parse(format.sps().get(0));
        out.begin("hvcC").u8(1);
        out.u8(sps.profileSpace() << 6 | (sps.highTier() ? 0x20 : 0) | sps.profile());
        out.u32(sps.compatibility());
        out.u32(sps.constraints() >>> 16).u16((int) sps.constraints());
        out.u8(sps.level());
        out.u16(0xF000).u8(0xFC).u8(0xFC | sps.chromaFormat());
        out.u8(0xF8 | sps.lumaBits() - 8).u8(0xF8 | sps.chromaBits() - 8);
        out.u16(0).u8(sps.subLayers() << 3 | (sps.nested() ? 4 : 0) | 3);
        out.u8(3);
        array(out, VIDEO_PARAMETERS, format.vps());
        array(out, SEQUENCE_PARAMETERS, format.sps());
        array(out, PICTURE_PARAMETERS, format.pps());
        out.end();
    }

    private static void array(BoxWriter out, int type, List<ByteBuffer> sets) {
        out.u8(COMPLETE | type).u16(sets.size());
        sets.forEach(set -> out.u16(set.remaining()).put(set));
    }

    private static H265Sps parse(ByteBuffer set) {
        try {
            return H265Sps.parse(set);
        } catch (MalformedMediaException e) {
            throw new IllegalArgumentException("a format whose parameters cannot be read", e);
        }
    }
}
