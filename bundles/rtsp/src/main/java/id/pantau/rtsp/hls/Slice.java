package id.pantau.rtsp.hls;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A stretch of memory that was written to, from one position up to another. */
record Slice(ByteBuffer memory, int from, int to) {

    /** All that a buffer holds. */
    static Slice of(ByteBuffer memory) {
        return new Slice(memory, memory.position(), memory.limit());
    }

    int length() {
        return to - from;
    }

    ByteBuffer read() {
        return memory.slice(from, to - from).asReadOnlyBuffer();
    }

    /** The same bytes in as few slices as can be: one that begins where the one before it ends is joined to it. */
    static List<Slice> joined(List<Slice> slices) {
        List<Slice> joined = new ArrayList<>(slices.size());
        for (Slice slice : slices) {
            int last = joined.size() - 1;
            Slice before = last < 0 ? null : joined.get(last);
            if (before != null && before.memory == slice.memory && before.to == slice.from) {
                joined.set(last, new Slice(slice.memory, before.from, slice.to));
            } else {
                joined.add(slice);
            }
        }
        return joined;
    }

    /** Writes over the first bytes of slices. */
    static void overwrite(List<Slice> slices, ByteBuffer data) {
        for (Slice slice : slices) {
            int count = Math.min(slice.length(), data.remaining());
            slice.memory.duplicate().clear().position(slice.from).put(data.slice(data.position(), count));
            data.position(data.position() + count);
        }
    }

    /** Slices without their first bytes. */
    static List<Slice> behind(List<Slice> slices, int bytes) {
        List<Slice> rest = new ArrayList<>(slices.size());
        int left = bytes;
        for (Slice slice : slices) {
            int count = Math.min(slice.length(), left);
            left -= count;
            if (count < slice.length()) {
                rest.add(new Slice(slice.memory, slice.from + count, slice.to));
            }
        }
        return rest;
    }
}
