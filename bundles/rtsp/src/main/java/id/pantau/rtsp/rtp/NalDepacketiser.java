package id.pantau.rtsp.rtp;

import java.nio.ByteBuffer;

/**
 * Puts the slices of access units together from RTP packets, whatever the packets' inner format. A picture that lacks a
 * packet is dropped, and so is everything up to the next key picture. Parameter sets are handed over apart from the
 * pictures; supplemental information (SEI), delimiters and filler are left out.
 */
abstract class NalDepacketiser {
    /** Most bytes of one picture. */
    static final int MAXIMUM_UNIT = 4 << 20;

    private static final int MAXIMUM_PARAMETER_SET = 4 << 10;

    private final Sink sink;
    private final AccessUnitBuffer unit = new AccessUnitBuffer(MAXIMUM_UNIT);
    private boolean started;
    private int nextSequence;
    private int source;
    private int timestamp;
    private boolean key;
    private boolean leading;
    private boolean damaged;
    private boolean waitingForKey = true;
    private boolean leadingDecodable;
    private boolean endedByMarker;
    private boolean markerPerSlice;

    /** Where the parts go. */
    interface Sink {
        /** @param nal valid during the call */
        void parameterSet(ParameterSets.Kind kind, ByteBuffer nal);

        /** @param data valid during the call */
        void picture(ByteBuffer data, int timestamp, boolean key);

        /** A complete picture that is left out, for want of the key picture before it. */
        void undecodable();

        /** A packet of a picture that would have been handed over is missing: nothing is until the next key picture. */
        void broken();
    }

    NalDepacketiser(Sink sink) {
        this.sink = sink;
    }

    /** Takes the payload of one packet apart; never empty. */
    abstract void payload(ByteBuffer bytes, int start, int end);

    /** @param bytes its position and limit stay */
    final void packet(RtpHeader header, ByteBuffer bytes) {
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
        if (header.payloadStart < header.payloadEnd) {
            payload(bytes, header.payloadStart, header.payloadEnd);
        }
        if (header.marker && !markerPerSlice && !unit.isEmpty()) {
            endUnit();
            endedByMarker = true;
        }
    }

    /** Packets are missing before the next one. */
    final void loss() {
        unit.clear();
        key = false;
        leading = false;
        damaged = false;
        waitForKey();
    }

    private void waitForKey() {
        if (!waitingForKey) {
            waitingForKey = true;
            sink.broken();
        }
    }

    final void parameterSet(ParameterSets.Kind kind, ByteBuffer bytes, int start, int end) {
        if (end - start <= MAXIMUM_PARAMETER_SET) {
            sink.parameterSet(kind, bytes.slice(start, end - start));
        }
    }

    /** The picture at hand cannot be complete any more. */
    final void damage() {
        damaged = true;
    }

    /**
     * @param first the picture's first slice, or one that cannot be told from it
     * @param isKey of a picture that decoding can begin with
     * @param isLeading of a picture that may need others from before the key picture
     */
    final boolean beginSlice(boolean first, boolean isKey, boolean isLeading) {
        if (unit.isEmpty() && !first) {
            markerPerSlice |= endedByMarker;
            damaged = true;
        }
        if (unit.inNal()) {
            damaged = true;
            unit.endNal();
        }
        key |= isKey;
        leading |= isLeading;
        boolean fits = unit.beginNal();
        damaged |= !fits;
        return fits;
    }

    final boolean inSlice() {
        return unit.inNal();
    }

    final boolean append(int value) {
        boolean fits = unit.append(value);
        damaged |= !fits;
        return fits;
    }

    final boolean append(ByteBuffer bytes, int start, int end) {
        boolean fits = unit.append(bytes, start, end - start);
        damaged |= !fits;
        return fits;
    }

    final void endSlice() {
        unit.endNal();
    }

    private void endUnit() {
        if (unit.isEmpty() && !damaged) {
            return;
        }
        boolean complete = !damaged && !unit.inNal();
        if (!complete) {
            waitForKey();
        } else if (leading && !leadingDecodable) {
            sink.undecodable();
        } else if (key || !waitingForKey) {
            leadingDecodable = key ? !waitingForKey : leadingDecodable;
            waitingForKey = false;
            sink.picture(unit.view(), timestamp, key);
        } else {
            sink.undecodable();
        }
        unit.clear();
        key = false;
        leading = false;
        damaged = false;
    }
}
