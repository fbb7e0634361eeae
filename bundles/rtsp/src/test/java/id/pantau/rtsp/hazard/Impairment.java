package id.pantau.rtsp.hazard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/** What a {@link Relay} does to the RTP packets of a server; one at a time. */
interface Impairment {
    /** @param rtp one packet, which may be changed */
    void packet(ByteBuffer rtp, Line line) throws IOException;

    /** To the client. */
    interface Line {
        /** Sends a packet, whole. */
        void send(ByteBuffer rtp) throws IOException;

        /** Sends half of a packet, and nothing more for ever. */
        void stallInside(ByteBuffer rtp) throws IOException;
    }

    static Impairment none() {
        return (rtp, line) -> line.send(rtp);
    }

    /** Drops one packet of {@code of}. */
    static Impairment loss(int of) {
        int[] count = {0};
        return (rtp, line) -> {
            if (++count[0] % of != 0) {
                line.send(rtp);
            }
        };
    }

    /** Sends every packet of {@code of} after its follower. */
    static Impairment reorder(int of) {
        int[] count = {0};
        Deque<ByteBuffer> late = new ArrayDeque<>();
        return (rtp, line) -> {
            if (++count[0] % of == 0) {
                late.add(copy(rtp));
                return;
            }
            line.send(rtp);
            if (!late.isEmpty()) {
                line.send(late.remove());
            }
        };
    }

    /** Cuts every packet of {@code of} in half. */
    static Impairment truncation(int of) {
        int[] count = {0};
        return (rtp, line) -> {
            if (++count[0] % of == 0) {
                rtp.limit(rtp.limit() / 2);
            }
            line.send(rtp);
        };
    }

    /** After {@code packets}, stops inside of an interleaved frame. */
    static Impairment stall(int packets) {
        int[] count = {0};
        return (rtp, line) -> {
            if (++count[0] > packets) {
                line.stallInside(rtp);
            } else {
                line.send(rtp);
            }
        };
    }

    /** Moves the timestamps of one picture of {@code of} by {@code ticks}. */
    static Impairment oneOff(int of, long ticks) {
        int[] timestamp = {0};
        int[] pictures = {0};
        return (rtp, line) -> {
            int own = rtp.getInt(4);
            pictures[0] += own == timestamp[0] ? 0 : 1;
            timestamp[0] = own;
            if (pictures[0] % of == of - 1) {
                rtp.putInt(4, (int) (own + ticks));
            }
            line.send(rtp);
        };
    }

    /** Moves all timestamps by {@code ticks} from the picture with number {@code from} on, and by more from a later one. */
    static Impairment jump(int from, long ticks, int later, long more) {
        int[] timestamp = {0};
        int[] pictures = {0};
        return (rtp, line) -> {
            int own = rtp.getInt(4);
            pictures[0] += own == timestamp[0] ? 0 : 1;
            timestamp[0] = own;
            if (pictures[0] >= from) {
                rtp.putInt(4, (int) (own + ticks + (pictures[0] >= later ? more : 0)));
            }
            line.send(rtp);
        };
    }

    /** A clock that goes {@code factor} times as fast. */
    static Impairment drift(double factor) {
        long[] first = {Long.MIN_VALUE};
        return (rtp, line) -> {
            long own = rtp.getInt(4) & 0xFFFF_FFFFL;
            first[0] = first[0] == Long.MIN_VALUE ? own : first[0];
            rtp.putInt(4, (int) (first[0] + Math.round((own - first[0]) * factor)));
            line.send(rtp);
        };
    }

    /** Repeats every parameter set with another level, in turn with the right one. */
    static Impairment flippedSps() {
        int[] count = {0};
        return (rtp, line) -> {
            boolean sps = (rtp.get(12) & 0x1F) == 7;
            if (sps && ++count[0] % 2 == 0) {
                rtp.put(15, (byte) (rtp.get(15) + 1));
            }
            line.send(rtp);
        };
    }

    private static ByteBuffer copy(ByteBuffer rtp) {
        return ByteBuffer.allocate(rtp.remaining()).put(rtp.duplicate()).flip();
    }
}
