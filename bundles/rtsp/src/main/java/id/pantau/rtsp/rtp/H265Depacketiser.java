package id.pantau.rtsp.rtp;

import id.pantau.rtsp.rtp.ParameterSets.Kind;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * RFC 7798: single NAL units, aggregation packets and fragmentation units. Decoding order numbers are read past where they
 * are announced; packets are expected in decoding order. Every IRAP picture is a key picture; after a loss, the leading
 * pictures that need others from before it are left out.
 */
final class H265Depacketiser extends NalDepacketiser {
    private static final int HEADER_BYTES = 2;
    private static final int DON_BYTES = 2;
    private static final int RASL_N = 8;
    private static final int RASL_R = 9;
    private static final int FIRST_IRAP = 16;
    private static final int LAST_IRAP = 21;
    private static final int LAST_SLICE = 31;
    private static final int VIDEO_PARAMETERS = 32;
    private static final int SEQUENCE_PARAMETERS = 33;
    private static final int PICTURE_PARAMETERS = 34;
    private static final int LAST_SINGLE_NAL = 47;
    private static final int AGGREGATION = 48;
    private static final int FRAGMENTATION = 49;

    private final int donBytes;

    /** @param numbered packets hold decoding order numbers: {@code sprop-max-don-diff} is above 0 */
    H265Depacketiser(Sink sink, boolean numbered) {
        super(sink);
        donBytes = numbered ? DON_BYTES : 0;
    }

    /** Which parameter set the NAL unit with this first byte is, if it is one. */
    static Optional<Kind> kind(int header) {
        return switch (header >> 1 & 0x3F) {
            case VIDEO_PARAMETERS -> Optional.of(Kind.VPS);
            case SEQUENCE_PARAMETERS -> Optional.of(Kind.SPS);
            case PICTURE_PARAMETERS -> Optional.of(Kind.PPS);
            default -> Optional.empty();
        };
    }

    @Override
    void payload(ByteBuffer bytes, int start, int end) {
        if (end - start <= HEADER_BYTES) {
            damage();
            return;
        }
        int type = type(bytes, start);
        if (type == FRAGMENTATION) {
            fragment(bytes, start, end);
        } else if (type == AGGREGATION) {
            aggregate(bytes, start + HEADER_BYTES + donBytes, end);
        } else if (type <= LAST_SINGLE_NAL) {
            single(bytes, start, end);
        } else {
            damage();
        }
    }

    /** Section 4.4.1: a decoding order number stands between header and payload. */
    private void single(ByteBuffer bytes, int start, int end) {
        if (donBytes == 0) {
            wholeNal(bytes, start, end);
            return;
        }
        if (end - start <= HEADER_BYTES + donBytes) {
            damage();
            return;
        }
        ByteBuffer nal = ByteBuffer.allocate(end - start - donBytes)
                .put(bytes.slice(start, HEADER_BYTES))
                .put(bytes.slice(start + HEADER_BYTES + donBytes, end - start - HEADER_BYTES - donBytes));
        wholeNal(nal, 0, nal.capacity());
    }

    /** Section 4.4.2: every unit but the first has the difference of its number before its size. */
    private void aggregate(ByteBuffer bytes, int start, int end) {
        int at = start;
        while (at + 2 < end) {
            int length = bytes.getShort(at) & 0xFFFF;
            at += 2;
            if (length <= HEADER_BYTES || at + length > end) {
                damage();
                return;
            }
            wholeNal(bytes, at, at + length);
            at += length + (donBytes == 0 ? 0 : 1);
        }
    }

    private void wholeNal(ByteBuffer bytes, int start, int end) {
        Optional<Kind> kind = kind(bytes.get(start));
        if (kind.isPresent()) {
            parameterSet(kind.get(), bytes, start, end);
            return;
        }
        int type = type(bytes, start);
        if (type <= LAST_SLICE
                && isBase(bytes, start)
                && begin(type, bytes.get(start), bytes.get(start + 1), bytes.get(start + HEADER_BYTES))
                && append(bytes, start + HEADER_BYTES, end)) {
            endSlice();
        }
    }

    private void fragment(ByteBuffer bytes, int start, int end) {
        int header = bytes.get(start + HEADER_BYTES);
        boolean first = (header & 0x80) != 0;
        int type = header & 0x3F;
        int from = start + HEADER_BYTES + 1 + (first ? donBytes : 0);
        if (from >= end) {
            damage();
            return;
        }
        if (type > LAST_SLICE || !isBase(bytes, start)) {
            return;
        }
        int nalHeader = bytes.get(start) & 0x81 | type << 1;
        if (first ? !begin(type, nalHeader, bytes.get(start + 1), bytes.get(from)) : !inSlice()) {
            damage();
            return;
        }
        if (append(bytes, from, end) && (header & 0x40) != 0) {
            endSlice();
        }
    }

    /** A picture's first slice says so in its first bit. */
    private boolean begin(int type, int header, int secondHeader, int firstByte) {
        boolean key = type >= FIRST_IRAP && type <= LAST_IRAP;
        boolean leading = type == RASL_N || type == RASL_R;
        return beginSlice((firstByte & 0x80) != 0, key, leading) && append(header) && append(secondHeader);
    }

    private static int type(ByteBuffer bytes, int start) {
        return bytes.get(start) >> 1 & 0x3F;
    }

    /** nuh_layer_id is 0: a decoder of version 1 leaves the others out. */
    private static boolean isBase(ByteBuffer bytes, int start) {
        return (bytes.get(start) & 1) == 0 && (bytes.get(start + 1) & 0xF8) == 0;
    }
}
