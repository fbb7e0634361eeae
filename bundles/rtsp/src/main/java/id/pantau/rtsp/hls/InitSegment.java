package id.pantau.rtsp.hls;

import id.pantau.rtsp.media.AccessUnit;
import id.pantau.rtsp.media.AudioFormat;
import id.pantau.rtsp.media.Codec;
import id.pantau.rtsp.media.MalformedMediaException;
import id.pantau.rtsp.media.Sps;
import id.pantau.rtsp.media.VideoFormat;
import java.nio.ByteBuffer;
import java.util.List;

/** The header that every segment of a format needs before it: {@code ftyp} and {@code moov}, pictures first, then sound. */
final class InitSegment {
    private static final int UNITY = 0x0001_0000;
    private static final int[] MATRIX = {UNITY, 0, 0, 0, UNITY, 0, 0, 0, 0x4000_0000};
    private static final int SEVENTY_TWO_DPI = 0x0048_0000;
    private static final int UNDETERMINED_LANGUAGE = 0x55C4;

    private InitSegment() {}

    static ByteBuffer of(VideoFormat format) {
        BoxWriter out = new BoxWriter(1024);
        out.begin("ftyp")
                .ascii("iso6")
                .u32(0)
                .ascii("iso6")
                .ascii("cmfc")
                .ascii("mp41")
                .end();
        out.begin("moov");
        out.begin("mvhd", 0, 0).zeros(8).u32(AccessUnit.TICKS_PER_SECOND).u32(0);
        out.u32(UNITY).u16(0x0100).zeros(10);
        matrix(out).zeros(24).u32(format.audio().isPresent() ? 3 : 2).end();
        track(out, format);
        format.audio().ifPresent(audio -> track(out, audio));
        out.begin("mvex").begin("trex", 0, 0).u32(1).u32(1).zeros(12).end();
        if (format.audio().isPresent()) {
            out.begin("trex", 0, 0).u32(2).u32(1).zeros(12).end();
        }
        return out.end().end().bytes();
    }

    private static void track(BoxWriter out, VideoFormat format) {
        out.begin("trak");
        out.begin("tkhd", 0, 3).zeros(8).u32(1).zeros(4).u32(0).zeros(8).zeros(8);
        matrix(out)
                .u32((long) format.width() << 16)
                .u32((long) format.height() << 16)
                .end();
        out.begin("mdia");
        out.begin("mdhd", 0, 0).zeros(8).u32(AccessUnit.TICKS_PER_SECOND).u32(0);
        out.u16(UNDETERMINED_LANGUAGE).u16(0).end();
        out.begin("hdlr", 0, 0)
                .u32(0)
                .ascii("vide")
                .zeros(12)
                .ascii("video")
                .u8(0)
                .end();
        out.begin("minf");
        out.begin("vmhd", 0, 1).zeros(8).end();
        here(out);
        out.begin("stbl");
        out.begin("stsd", 0, 0).u32(1);
        sampleEntry(out, format);
        noSamples(out.end());
        out.end().end().end();
    }

    private static void track(BoxWriter out, AudioFormat audio) {
        out.begin("trak");
        out.begin("tkhd", 0, 3)
                .zeros(8)
                .u32(2)
                .zeros(4)
                .u32(0)
                .zeros(8)
                .u32(0)
                .u16(0x0100)
                .zeros(2);
        matrix(out).zeros(8).end();
        out.begin("mdia");
        out.begin("mdhd", 0, 0).zeros(8).u32(audio.sampleRate()).u32(0);
        out.u16(UNDETERMINED_LANGUAGE).u16(0).end();
        out.begin("hdlr", 0, 0)
                .u32(0)
                .ascii("soun")
                .zeros(12)
                .ascii("sound")
                .u8(0)
                .end();
        out.begin("minf");
        out.begin("smhd", 0, 0).zeros(4).end();
        here(out);
        out.begin("stbl");
        out.begin("stsd", 0, 0).u32(1);
        out.begin("mp4a").zeros(6).u16(1).zeros(8).u16(audio.channels()).u16(16).zeros(4);
        out.u32((long) Math.min(audio.sampleRate(), 0xFFFF) << 16);
        elementaryStream(out, audio.configuration());
        noSamples(out.end().end());
        out.end().end().end();
    }

    /** ESDescriptor (ISO/IEC 14496-1, section 7.2.6.5) of AAC; every length fits a byte. */
    private static void elementaryStream(BoxWriter out, ByteBuffer configuration) {
        int length = configuration.remaining();
        out.begin("esds", 0, 0).u8(3).u8(3 + 2 + 13 + 2 + length + 3).u16(0).u8(0);
        out.u8(4).u8(13 + 2 + length).u8(0x40).u8(0x15).zeros(11);
        out.u8(5).u8(length).put(configuration);
        out.u8(6).u8(1).u8(2).end();
    }

    private static void here(BoxWriter out) {
        out.begin("dinf")
                .begin("dref", 0, 0)
                .u32(1)
                .begin("url ", 0, 1)
                .end()
                .end()
                .end();
    }

    /** Ends the table of samples, which are all in fragments. */
    private static void noSamples(BoxWriter out) {
        out.begin("stts", 0, 0).u32(0).end();
        out.begin("stsc", 0, 0).u32(0).end();
        out.begin("stsz", 0, 0).u32(0).u32(0).end();
        out.begin("stco", 0, 0).u32(0).end().end();
    }

    /** ISO/IEC 14496-12, section 12.1.3, and ISO/IEC 14496-15, sections 5.4.2 and 8.4.1. */
    private static void sampleEntry(BoxWriter out, VideoFormat format) {
        boolean h265 = format.codec() == Codec.H265;
        out.begin(h265 ? "hvc1" : "avc1").zeros(6).u16(1).zeros(16);
        out.u16(format.width()).u16(format.height());
        out.u32(SEVENTY_TWO_DPI).u32(SEVENTY_TWO_DPI).u32(0).u16(1);
        out.zeros(32).u16(0x18).u16(0xFFFF);
        if (h265) {
            HevcConfiguration.write(out, format);
        } else {
            configuration(out, format);
        }
        out.end();
    }

    /** AVCDecoderConfigurationRecord (ISO/IEC 14496-15, section 5.3.3.1), with lengths of 4 bytes. */
    private static void configuration(BoxWriter out, VideoFormat format) {
        ByteBuffer first = format.sps().get(0);
        out.begin("avcC")
                .u8(1)
                .u8(first.get(1))
                .u8(first.get(2))
                .u8(first.get(3))
                .u8(0xFC | 3);
        out.u8(0xE0 | format.sps().size());
        parameterSets(out, format.sps());
        out.u8(format.pps().size());
        parameterSets(out, format.pps());
        switch (first.get(1) & 0xFF) {
            case 100, 110, 122, 144 -> sampleFormat(out, first);
            default -> {}
        }
        out.end();
    }

    private static void parameterSets(BoxWriter out, List<ByteBuffer> sets) {
        sets.forEach(set -> out.u16(set.remaining()).put(set));
    }

    private static void sampleFormat(BoxWriter out, ByteBuffer set) {
        try {
            Sps sps = Sps.parse(set);
            out.u8(0xFC | sps.chromaFormat()).u8(0xF8 | sps.lumaBits() - 8).u8(0xF8 | sps.chromaBits() - 8);
            out.u8(0);
        } catch (MalformedMediaException e) {
            throw new IllegalArgumentException("a format whose parameters cannot be read", e);
        }
    }

    private static BoxWriter matrix(BoxWriter out) {
        for (int value : MATRIX) {
            out.u32(value);
        }
        return out;
    }
}
