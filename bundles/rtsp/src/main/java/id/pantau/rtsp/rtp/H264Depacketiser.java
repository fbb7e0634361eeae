package id.pantau.rtsp.rtp;

import java.nio.ByteBuffer;

/**
 * Puts access units together from RTP packets (RFC 6184): single NAL units, STAP-A and FU-A. A picture that lacks a
 * packet is dropped, and so is everything up to the next IDR picture. Parameter sets are handed over apart from the
 * pictures; supplemental information (SEI), delimiters and filler are left out.
 */
final class H264Depacketiser {
    /** Most bytes of one picture. */
    static final int MAXIMUM_UNIT = 4 << 20;

    private static final int MAXIMUM_PARAMETER_SET = 4 << 10;
    private static final int IDR = 5;
    private static final int SEQUENCE_PARAMETERS = 7;
    private static final int PICTURE_PARAMETERS = 8;
    private static final int LAST_SINGLE_NAL = 23;
    private static final int STAP_A = 24;
    private static final int FU_A = 28;

    private final Sink sink;
    private final AccessUnitBuffer unit = new AccessUnitBuffer(MAXIMUM_UNIT);
    private boolean started;
    private int nextSequence;
    private int source;
    private int timestamp;
    private boolean key;
    private boolean damaged;
    private boolean waitingForKey = true;
    private boolean endedByMarker;
    private boolean markerPerSlice;

    /** Where the parts go. */
    interface Sink {
        /** @param nal valid during the call */
        void sequenceParameters(ByteBuffer nal);

        /** @param nal valid during the call */
        void pictureParameters(ByteBuffer nal);

        /** @param data valid during the call */
        void picture(ByteBuffer data, int timestamp, boolean key);

        /** A complete picture that is left out, for want of the key picture before it. */
        void undecodable();
    }

    H264Depacketiser(Sink sink) {
        this.sink = sink;
    }

    /** @param bytes its position and limit stay */
    void packet(RtpHeader header, ByteBuffer bytes) {
        if (started && header.source == source && header.sequence == (nextSequence - 1 & 0xFFFF)) {
            return;
        }
        if (started && (header.sequence != nextSequence || header.source != source)) {
            loss();
        }
        if (started && header.timestamp != timestamp) {
            endUnit();
            endedByMarker = false;
        }
        started = true;
        source = header.source;
        timestamp = header.timestamp;
        nextSequence = header.sequence + 1 & 0xFFFF;
        payload(bytes, header.payloadStart, header.payloadEnd);
        if (header.marker && !markerPerSlice && !unit.isEmpty()) {
            endUnit();
            endedByMarker = true;
        }
    }

    /** Packets are missing before the next one. */
    void loss() {
        unit.clear();
        key = false;
        damaged = false;
        waitingForKey = true;
    }

    private void payload(ByteBuffer bytes, int start, int end) {
        if (start >= end) {
            return;
        }
        int type = bytes.get(start) & 0x1F;
        if (type == FU_A) {
            fragment(bytes, start, end);
        } else if (type == STAP_A) {
            aggregate(bytes, start + 1, end);
        } else if (type >= 1 && type <= LAST_SINGLE_NAL) {
            wholeNal(bytes, start, end);
        } else {
            damaged = true;
        }
    }

    private void aggregate(ByteBuffer bytes, int start, int end) {
        int at = start;
        while (at + 2 < end) {
            int length = bytes.getShort(at) & 0xFFFF;
            at += 2;
            if (length == 0 || at + length > end) {
                damaged = true;
                return;
            }
            wholeNal(bytes, at, at + length);
            at += length;
        }
    }

    private void wholeNal(ByteBuffer bytes, int start, int end) {
        int type = bytes.get(start) & 0x1F;
        if (type == SEQUENCE_PARAMETERS || type == PICTURE_PARAMETERS) {
            parameterSet(type, bytes.slice(start, end - start));
        } else if (type >= 1 && type <= IDR && end - start > 1) {
            if (beginSlice(bytes.get(start), type, bytes.get(start + 1)) && append(bytes, start + 1, end)) {
                unit.endNal();
            }
        }
    }

    private void parameterSet(int type, ByteBuffer nal) {
        if (nal.remaining() > MAXIMUM_PARAMETER_SET) {
            return;
        }
        if (type == SEQUENCE_PARAMETERS) {
            sink.sequenceParameters(nal);
        } else {
            sink.pictureParameters(nal);
        }
    }

    private void fragment(ByteBuffer bytes, int start, int end) {
        if (end - start < 3) {
            damaged = true;
            return;
        }
        int header = bytes.get(start + 1);
        int type = header & 0x1F;
        if (type < 1 || type > IDR) {
            return;
        }
        boolean first = (header & 0x80) != 0;
        if (first ? !beginSlice(bytes.get(start) & 0xE0 | type, type, bytes.get(start + 2)) : !unit.inNal()) {
            damaged = true;
            return;
        }
        if (append(bytes, start + 2, end) && (header & 0x40) != 0) {
            unit.endNal();
        }
    }

    /** A picture's first slice begins with macroblock 0, whose Exp-Golomb code is a single set bit. */
    private boolean beginSlice(int header, int type, int firstByte) {
        boolean firstMacroblock = (firstByte & 0x80) != 0;
        boolean dataPartition = type > 2 && type < IDR;
        if (unit.isEmpty() && !firstMacroblock && !dataPartition) {
            markerPerSlice |= endedByMarker;
            damaged = true;
        }
        if (unit.inNal()) {
            damaged = true;
            unit.endNal();
        }
        key |= type == IDR;
        boolean fits = unit.beginNal(header);
        damaged |= !fits;
        return fits;
    }

    private boolean append(ByteBuffer bytes, int start, int end) {
        boolean fits = unit.append(bytes, start, end - start);
        damaged |= !fits;
        return fits;
    }

    private void endUnit() {
        if (unit.isEmpty() && !damaged) {
            return;
        }
        boolean complete = !damaged && !unit.inNal();
        if (!complete) {
            waitingForKey = true;
        } else if (key || !waitingForKey) {
            waitingForKey = false;
            sink.picture(unit.view(), timestamp, key);
        } else {
            sink.undecodable();
        }
        unit.clear();
        key = false;
        damaged = false;
    }
}
