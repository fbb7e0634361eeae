package id.pantau.rtsp.media;

import java.nio.ByteBuffer;
import java.util.OptionalInt;

/**
 * What is needed of a sequence parameter set (ITU-T H.264, sections 7.3.2.1.1 and E.1.1).
 *
 * @param profile profile_idc
 * @param constraints the constraint_set flags, as one byte
 * @param level level_idc
 * @param width in pixels, after cropping; 1 to 16384
 * @param height in pixels, after cropping; 1 to 16384
 * @param chromaFormat chroma_format_idc: 0 grey, 1 4:2:0, 2 4:2:2, 3 4:4:4
 * @param lumaBits per sample, 8 to 14
 * @param chromaBits per sample, 8 to 14
 * @param reorderDepth how many pictures may come before one that is shown earlier; empty when the set does not say
 * @param mostBuffered the most pictures that a decoder of this level keeps (MaxDpbFrames, section A.3.1), 0 to 16: no
 *     picture is shown later than that
 */
public record Sps(
        int profile,
        int constraints,
        int level,
        int width,
        int height,
        int chromaFormat,
        int lumaBits,
        int chromaBits,
        OptionalInt reorderDepth,
        int mostBuffered) {
    private static final int NAL_TYPE = 7;
    private static final int BASELINE = 66;
    private static final int LONGEST_SIDE = 16_384;
    private static final int MOST_BUFFERED = 16;

    /**
     * @param nal the NAL unit without start code; its position stays
     * @throws MalformedMediaException when it is no sequence parameter set. Broken usability information (VUI) alone is
     *     tolerated: it leaves the reorder depth unknown.
     */
    public static Sps parse(ByteBuffer nal) throws MalformedMediaException {
        ByteBuffer bytes = nal.duplicate();
        if (bytes.remaining() < 5 || (bytes.get() & 0x1F) != NAL_TYPE) {
            throw new MalformedMediaException("sequence parameter set: not one, or too short");
        }
        try {
            return parse(new BitReader(bytes));
        } catch (MalformedMediaException e) {
            throw new MalformedMediaException("sequence parameter set: " + e.getMessage());
        }
    }

    /** As in RFC 6381, such as {@code avc1.64001f}. */
    public String codecs() {
        return String.format("avc1.%02x%02x%02x", profile, constraints, level);
    }

    private static Sps parse(BitReader in) throws MalformedMediaException {
        int profile = (int) in.bits(8);
        int constraints = (int) in.bits(8);
        int level = (int) in.bits(8);
        in.unsigned("seq_parameter_set_id", 31);
        Samples samples = hasSampleFormat(profile) ? Samples.read(in) : Samples.USUAL;
        in.unsigned("log2_max_frame_num_minus4", 12);
        int orderType = in.unsigned("pic_order_cnt_type", 2);
        skipOrderCount(in, orderType);
        boolean intraOnly = in.unsigned("max_num_ref_frames", 16) == 0 || isIntraProfile(profile, constraints);
        in.flag();
        int macroblocksWide = 1 + in.unsigned("pic_width_in_mbs_minus1", LONGEST_SIDE / 16 - 1);
        int mapUnitsHigh = 1 + in.unsigned("pic_height_in_map_units_minus1", LONGEST_SIDE / 16 - 1);
        boolean framesOnly = in.flag();
        if (!framesOnly) {
            in.flag();
        }
        in.flag();
        int cropUnitX = samples.widthPerChroma();
        int cropUnitY = samples.heightPerChroma() * (framesOnly ? 1 : 2);
        int width = macroblocksWide * 16;
        int height = mapUnitsHigh * 16 * (framesOnly ? 1 : 2);
        if (in.flag()) {
            width -= cropUnitX * (crop(in, "left") + crop(in, "right"));
            height -= cropUnitY * (crop(in, "top") + crop(in, "bottom"));
        }
        if (width < 1 || height < 1 || height > LONGEST_SIDE) {
            throw new MalformedMediaException("a picture of " + width + "x" + height);
        }
        boolean inOrder = profile == BASELINE || orderType == 2 || intraOnly;
        int macroblocks = macroblocksWide * mapUnitsHigh * (framesOnly ? 1 : 2);
        return new Sps(
                profile,
                constraints,
                level,
                width,
                height,
                samples.chroma(),
                samples.lumaBits(),
                samples.chromaBits(),
                inOrder ? OptionalInt.of(0) : reorderDepth(in),
                inOrder ? 0 : Math.min(MOST_BUFFERED, bufferedMacroblocks(profile, constraints, level) / macroblocks));
    }

    /** constraint_set3_flag makes an intra profile of these (section E.2.1, max_num_reorder_frames). */
    private static boolean isIntraProfile(int profile, int constraints) {
        return (constraints & 0x10) != 0
                && switch (profile) {
                    case 44, 86, 100, 110, 122, 244 -> true;
                    default -> false;
                };
    }

    /** MaxDpbMbs, table A-1; that of the highest level where the level is not known. */
    private static int bufferedMacroblocks(int profile, int constraints, int level) {
        boolean levelOneB = level == 11 && (constraints & 0x10) != 0 && profile < 100;
        return switch (levelOneB ? 9 : level) {
            case 9, 10 -> 396;
            case 11 -> 900;
            case 12, 13, 20 -> 2_376;
            case 21 -> 4_752;
            case 22, 30 -> 8_100;
            case 31 -> 18_000;
            case 32 -> 20_480;
            case 40, 41 -> 32_768;
            case 42 -> 34_816;
            case 50 -> 110_400;
            case 51, 52 -> 184_320;
            default -> 696_320;
        };
    }

    private static boolean hasSampleFormat(int profile) {
        return switch (profile) {
            case 44, 83, 86, 100, 110, 118, 122, 128, 134, 135, 138, 139, 244 -> true;
            default -> false;
        };
    }

    /** How samples are laid out; {@code separate} planes are cropped like grey ones. */
    private record Samples(int chroma, int lumaBits, int chromaBits, boolean separate) {
        static final Samples USUAL = new Samples(1, 8, 8, false);

        static Samples read(BitReader in) throws MalformedMediaException {
            int chroma = in.unsigned("chroma_format_idc", 3);
            boolean separate = chroma == 3 && in.flag();
            int lumaBits = 8 + in.unsigned("bit_depth_luma_minus8", 6);
            int chromaBits = 8 + in.unsigned("bit_depth_chroma_minus8", 6);
            in.flag();
            if (in.flag()) {
                for (int i = 0; i < (chroma == 3 ? 12 : 8); i++) {
                    if (in.flag()) {
                        skipScalingList(in, i < 6 ? 16 : 64);
                    }
                }
            }
            return new Samples(chroma, lumaBits, chromaBits, separate);
        }

        int widthPerChroma() {
            return !separate && (chroma == 1 || chroma == 2) ? 2 : 1;
        }

        int heightPerChroma() {
            return chroma == 1 ? 2 : 1;
        }
    }

    private static void skipScalingList(BitReader in, int size) throws MalformedMediaException {
        long last = 8;
        long next = 8;
        for (int i = 0; i < size; i++) {
            if (next != 0) {
                next = (last + in.signed("delta_scale")) & 0xFF;
            }
            last = next == 0 ? last : next;
        }
    }

    private static void skipOrderCount(BitReader in, int type) throws MalformedMediaException {
        if (type == 0) {
            in.unsigned("log2_max_pic_order_cnt_lsb_minus4", 12);
        } else if (type == 1) {
            in.flag();
            in.signed("offset_for_non_ref_pic");
            in.signed("offset_for_top_to_bottom_field");
            int cycle = in.unsigned("num_ref_frames_in_pic_order_cnt_cycle", 255);
            for (int i = 0; i < cycle; i++) {
                in.signed("offset_for_ref_frame");
            }
        }
    }

    private static int crop(BitReader in, String side) throws MalformedMediaException {
        return in.unsigned("frame_crop_" + side + "_offset", LONGEST_SIDE);
    }

    private static OptionalInt reorderDepth(BitReader in) {
        try {
            return in.flag() ? reorderDepthOfUsabilityInformation(in) : OptionalInt.empty();
        } catch (MalformedMediaException e) {
            return OptionalInt.empty();
        }
    }

    private static OptionalInt reorderDepthOfUsabilityInformation(BitReader in) throws MalformedMediaException {
        if (in.flag() && in.bits(8) == 255) {
            in.skip(32);
        }
        if (in.flag()) {
            in.flag();
        }
        if (in.flag()) {
            in.skip(4);
            if (in.flag()) {
                in.skip(24);
            }
        }
        if (in.flag()) {
            in.unsigned("chroma_sample_loc_type_top_field", 5);
            in.unsigned("chroma_sample_loc_type_bottom_field", 5);
        }
        if (in.flag()) {
            in.skip(65);
        }
        boolean nalHrd = in.flag();
        if (nalHrd) {
            skipReferenceDecoder(in);
        }
        boolean vclHrd = in.flag();
        if (vclHrd) {
            skipReferenceDecoder(in);
        }
        if (nalHrd || vclHrd) {
            in.flag();
        }
        in.flag();
        if (!in.flag()) {
            return OptionalInt.empty();
        }
        in.flag();
        for (int i = 0; i < 4; i++) {
            in.unsigned("bitstream_restriction", 16);
        }
        return OptionalInt.of(in.unsigned("max_num_reorder_frames", 16));
    }

    private static void skipReferenceDecoder(BitReader in) throws MalformedMediaException {
        int count = 1 + in.unsigned("cpb_cnt_minus1", 31);
        in.skip(8);
        for (int i = 0; i < count; i++) {
            in.unsigned("bit_rate_value_minus1", 0xFFFF_FFFEL);
            in.unsigned("cpb_size_value_minus1", 0xFFFF_FFFEL);
            in.flag();
        }
        in.skip(20);
    }
}
