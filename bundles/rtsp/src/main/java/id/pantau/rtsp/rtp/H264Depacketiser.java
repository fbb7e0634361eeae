package id.pantau.rtsp.rtp;

import id.pantau.rtsp.rtp.ParameterSets.Kind;
import java.nio.ByteBuffer;
import java.util.Optional;

/** RFC 6184: single NAL units, STAP-A and FU-A. */
final class H264Depacketiser extends NalDepacketiser {
    private static final int IDR = 5;
    private static final int SEQUENCE_PARAMETERS = 7;
    private static final int PICTURE_PARAMETERS = 8;
    private static final int LAST_SINGLE_NAL = 23;
    private static final int STAP_A = 24;
    private static final int FU_A = 28;

    H264Depacketiser(Sink sink) {
        super(sink);
    }

    /** Which parameter set the NAL unit with this header is, if it is one. */
    static Optional<Kind> kind(int header) {
        return switch (header & 0x1F) {
            case SEQUENCE_PARAMETERS -> Optional.of(Kind.SPS);
            case PICTURE_PARAMETERS -> Optional.of(Kind.PPS);
            default -> Optional.empty();
        };
    }

    @Override
    void payload(ByteBuffer bytes, int start, int end) {
        int type = bytes.get(start) & 0x1F;
        if (type == FU_A) {
            fragment(bytes, start, end);
        } else if (type == STAP_A) {
            aggregate(bytes, start + 1, end);
        } else if (type >= 1 && type <= LAST_SINGLE_NAL) {
            wholeNal(bytes, start, end);
        } else {
            damage();
        }
    }

    private void aggregate(ByteBuffer bytes, int start, int end) {
        int at = start;
        while (at + 2 < end) {
            int length = bytes.getShort(at) & 0xFFFF;
            at += 2;
            if (length == 0 || at + length > end) {
                damage();
                return;
            }
            wholeNal(bytes, at, at + length);
            at += length;
        }
    }

    private void wholeNal(ByteBuffer bytes, int start, int end) {
        int type = bytes.get(start) & 0x1F;
        Optional<Kind> kind = kind(type);
        if (kind.isPresent()) {
            parameterSet(kind.get(), bytes, start, end);
        } else if (type >= 1 && type <= IDR && end - start > 1) {
            if (begin(bytes.get(start), type, bytes.get(start + 1)) && append(bytes, start + 1, end)) {
                endSlice();
            }
        }
    }

    private void fragment(ByteBuffer bytes, int start, int end) {
        if (end - start < 3) {
            damage();
            return;
        }
        int header = bytes.get(start + 1);
        int type = header & 0x1F;
        if (type < 1 || type > IDR) {
            return;
        }
        boolean first = (header & 0x80) != 0;
        if (first ? !begin(bytes.get(start) & 0xE0 | type, type, bytes.get(start + 2)) : !inSlice()) {
            damage();
            return;
        }
        if (append(bytes, start + 2, end) && (header & 0x40) != 0) {
            endSlice();
        }
    }

    /** A picture's first slice begins with macroblock 0, whose Exp-Golomb code is a single set bit. */
    private boolean begin(int header, int type, int firstByte) {
        boolean firstMacroblock = (firstByte & 0x80) != 0;
        boolean dataPartition = type > 2 && type < IDR;
        return beginSlice(firstMacroblock || dataPartition, type == IDR, false) && append(header);
    }
}
