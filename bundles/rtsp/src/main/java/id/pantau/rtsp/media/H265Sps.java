package id.pantau.rtsp.media;

import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * What is needed of an H.265 sequence parameter set (ITU-T H.265, sections 7.3.2.2 and 7.3.3).
 *
 * @param profileSpace general_profile_space, 0 to 3
 * @param highTier general_tier_flag
 * @param profile general_profile_idc, 0 to 31
 * @param compatibility general_profile_compatibility_flag, flag 0 in the highest bit
 * @param constraints the 48 bits from general_progressive_source_flag on
 * @param level general_level_idc: thirty times the level
 * @param subLayers temporal sub-layers, 1 to 7
 * @param nested sps_temporal_id_nesting_flag
 * @param width in pixels, after cropping; 1 to 16384
 * @param height in pixels, after cropping; 1 to 16384
 * @param chromaFormat chroma_format_idc: 0 grey, 1 4:2:0, 2 4:2:2, 3 4:4:4
 * @param lumaBits per sample, 8 to 16
 * @param chromaBits per sample, 8 to 16
 * @param reorderDepth how many pictures may come before one that is shown earlier, 0 to 16
 */
public record H265Sps(
        int profileSpace,
        boolean highTier,
        int profile,
        int compatibility,
        long constraints,
        int level,
        int subLayers,
        boolean nested,
        int width,
        int height,
        int chromaFormat,
        int lumaBits,
        int chromaBits,
        int reorderDepth) {
    private static final int NAL_TYPE = 33;
    private static final int HEADER_BYTES = 2;
    private static final int MOST_SUB_LAYERS = 7;
    private static final int SUB_LAYER_PROFILE_BITS = 88;
    private static final int LONGEST_SIDE = 16_384;
    private static final int CONSTRAINT_BYTES = 6;
    private static final String[] PROFILE_SPACES = {"", "A", "B", "C"};

    /**
     * @param nal the NAL unit without start code; its position stays
     * @throws MalformedMediaException when it is no sequence parameter set
     */
    public static H265Sps parse(ByteBuffer nal) throws MalformedMediaException {
        ByteBuffer bytes = nal.duplicate();
        if (bytes.remaining() <= HEADER_BYTES || (bytes.get() >> 1 & 0x3F) != NAL_TYPE) {
            throw new MalformedMediaException("H.265 sequence parameter set: not one, or too short");
        }
        bytes.get();
        try {
            return parse(new BitReader(bytes));
        } catch (MalformedMediaException e) {
            throw new MalformedMediaException("H.265 sequence parameter set: " + e.getMessage());
        }
    }

    /** As in ISO/IEC 14496-15, section E.3, such as {@code hvc1.1.6.L93.B0}. */
    public String codecs() {
        StringBuilder text = new StringBuilder("hvc1.")
                .append(PROFILE_SPACES[profileSpace])
                .append(profile)
                .append('.')
                .append(Integer.toHexString(Integer.reverse(compatibility)).toUpperCase(Locale.ROOT))
                .append('.')
                .append(highTier ? 'H' : 'L')
                .append(level);
        int bytes = CONSTRAINT_BYTES - Math.min(CONSTRAINT_BYTES, Long.numberOfTrailingZeros(constraints) / 8);
        for (int i = 0; i < bytes; i++) {
            long value = constraints >> 8 * (CONSTRAINT_BYTES - 1 - i) & 0xFF;
            text.append('.').append(Long.toHexString(value).toUpperCase(Locale.ROOT));
        }
        return text.toString();
    }

    private static H265Sps parse(BitReader in) throws MalformedMediaException {
        in.skip(4);
        int subLayers = 1 + (int) in.bits(3);
        if (subLayers > MOST_SUB_LAYERS) {
            throw new MalformedMediaException("sps_max_sub_layers_minus1 is 7, more than 6");
        }
        boolean nested = in.flag();
        int profileSpace = (int) in.bits(2);
        boolean highTier = in.flag();
        int profile = (int) in.bits(5);
        int compatibility = (int) in.bits(32);
        long constraints = in.bits(32) << 16 | in.bits(16);
        int level = (int) in.bits(8);
        skipSubLayers(in, subLayers - 1);
        in.unsigned("sps_seq_parameter_set_id", 15);
        int chroma = in.unsigned("chroma_format_idc", 3);
        boolean separate = chroma == 3 && in.flag();
        int width = in.unsigned("pic_width_in_luma_samples", LONGEST_SIDE);
        int height = in.unsigned("pic_height_in_luma_samples", LONGEST_SIDE);
        if (in.flag()) {
            int unitX = !separate && (chroma == 1 || chroma == 2) ? 2 : 1;
            int unitY = chroma == 1 ? 2 : 1;
            width -= unitX * (offset(in, "left") + offset(in, "right"));
            height -= unitY * (offset(in, "top") + offset(in, "bottom"));
        }
        if (width < 1 || height < 1) {
            throw new MalformedMediaException("a picture of " + width + "x" + height);
        }
        int lumaBits = 8 + in.unsigned("bit_depth_luma_minus8", 8);
        int chromaBits = 8 + in.unsigned("bit_depth_chroma_minus8", 8);
        in.unsigned("log2_max_pic_order_cnt_lsb_minus4", 12);
        return new H265Sps(
                profileSpace,
                highTier,
                profile,
                compatibility,
                constraints,
                level,
                subLayers,
                nested,
                width,
                height,
                chroma,
                lumaBits,
                chromaBits,
                reorderDepth(in, subLayers));
    }

    /** The depth of the highest sub-layer, which is the last that is stated. */
    private static int reorderDepth(BitReader in, int subLayers) throws MalformedMediaException {
        int stated = in.flag() ? subLayers : 1;
        int depth = 0;
        for (int i = 0; i < stated; i++) {
            in.unsigned("sps_max_dec_pic_buffering_minus1", 15);
            depth = in.unsigned("sps_max_num_reorder_pics", 15);
            in.unsigned("sps_max_latency_increase_plus1", 0xFFFF_FFFEL);
        }
        return depth;
    }

    private static void skipSubLayers(BitReader in, int count) throws MalformedMediaException {
        if (count == 0) {
            return;
        }
        int bits = 0;
        for (int i = 0; i < 8; i++) {
            boolean profile = in.flag();
            boolean level = in.flag();
            if (i < count) {
                bits += (profile ? SUB_LAYER_PROFILE_BITS : 0) + (level ? 8 : 0);
            }
        }
        in.skip(bits);
    }

    private static int offset(BitReader in, String side) throws MalformedMediaException {
        return in.unsigned("conf_win_" + side + "_offset", LONGEST_SIDE);
    }
}
