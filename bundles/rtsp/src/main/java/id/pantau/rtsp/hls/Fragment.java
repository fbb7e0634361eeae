package id.pantau.rtsp.hls;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fragment that is being collected: its samples' bytes, and what the header says of them ({@code moof}, {@code mdat}),
 * which is known last and stands first. Room is left for it in front of the samples, so that a fragment lies in one piece and
 * the next one behind it; what the header does not need of the room lies in {@code mdat}, unreferenced. Used by the stream's
 * thread alone.
 */
final class Fragment {
    private static final int SYNC = 0x0200_0000;
    private static final int NOT_SYNC = 0x0101_0000;
    private static final int DEFAULT_BASE_IS_MOOF = 0x02_0000;
    private static final int DATA_OFFSET = 0x001;
    private static final int DURATION = 0x100;
    private static final int SIZE = 0x200;
    private static final int FLAGS = 0x400;
    private static final int COMPOSITION_OFFSET = 0x800;

    private static final int PER_SAMPLE = 16;
    private static final int MOST_ROOM = 64 << 10;

    private final SlabWriter writer;
    private long[] times = new long[64];
    private int[] offsets = new int[64];
    private int[] sizes = new int[64];
    private boolean[] keys = new boolean[64];
    private int count;
    private long bytes;
    private boolean reordered;
    private int room;
    private int usualRoom;

    Fragment(SlabWriter writer) {
        this.writer = writer;
    }

    /**
     * Takes a sample, copying its bytes.
     *
     * @param offset of presentation from decoding
     * @return false when there is no room for it: the fragment is to be abandoned
     */
    boolean add(long time, long offset, ByteBuffer data, boolean key) {
        if (count == 0) {
            room = usualRoom;
            if (!writer.write(ByteBuffer.allocate(room))) {
                return false;
            }
        }
        int size = data.remaining();
        if (!writer.write(data.duplicate())) {
            return false;
        }
        list(time, offset, size, key);
        return true;
    }

    private void list(long time, long offset, int size, boolean key) {
        if (count == times.length) {
            times = Arrays.copyOf(times, count * 2);
            offsets = Arrays.copyOf(offsets, count * 2);
            sizes = Arrays.copyOf(sizes, count * 2);
            keys = Arrays.copyOf(keys, count * 2);
        }
        times[count] = time;
        offsets[count] = (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, offset));
        sizes[count] = size;
        keys[count] = key;
        count++;
        bytes += size;
        reordered |= offset != 0;
    }

    int count() {
        return count;
    }

    long bytes() {
        return bytes;
    }

    long firstTime() {
        return times[0];
    }

    long lastTime() {
        return times[count - 1];
    }

    boolean beginsWithKey() {
        return keys[0];
    }

    /** The usual distance of two samples; {@code fallback} when there is only one. */
    long nominal(long fallback) {
        return count < 2 ? fallback : Math.max(1, (lastTime() - firstTime()) / (count - 1));
    }

    /**
     * Ends it; to be cleared then.
     *
     * @param beginsSegment whether a segment begins here, which is then marked as such ({@code styp})
     * @param number from 1
     * @param end when the sample after the last one is to be decoded
     * @param audio that was heard meanwhile; null for none
     * @return null when there is no room for it: it is to be abandoned
     */
    @Nullable
    Stored close(boolean beginsSegment, long number, long end, @Nullable AudioTrack audio) {
        AudioTrack sound = audio == null || audio.isEmpty() || !writer.write(audio.data()) ? null : audio;
        List<Slice> body = withHeader(header(beginsSegment, number, end, sound));
        if (body.isEmpty()) {
            return null;
        }
        return writer.seal(body);
    }

    /** Gives up what is not closed. */
    void abandon(@Nullable AudioTrack audio) {
        clear(audio);
        writer.abandon();
    }

    /** Makes room for the next one. */
    void clear(@Nullable AudioTrack audio) {
        count = 0;
        bytes = 0;
        reordered = false;
        AudioTrack.clear(audio);
    }

    /** Empty when the room left for the header does not hold it, and there is none elsewhere. */
    private List<Slice> withHeader(ByteBuffer header) {
        List<Slice> body = writer.cut();
        usualRoom = Math.min(MOST_ROOM, Math.max(header.remaining(), usualRoom - PER_SAMPLE));
        if (header.remaining() == room) {
            Slice.overwrite(body, header);
            return body;
        }
        if (!writer.write(header)) {
            return List.of();
        }
        List<Slice> both = new ArrayList<>(writer.cut());
        both.addAll(Slice.behind(body, room));
        return both;
    }

    /**
     * ISO/IEC 14496-12, sections 8.8 and 8.16.2, up to the first byte of media; at least as long as the room.
     *
     * @param sound whose bytes come behind the samples'
     */
    private ByteBuffer header(boolean beginsSegment, long fragment, long end, @Nullable AudioTrack sound) {
        BoxWriter out = new BoxWriter(Math.max(room, 160 + PER_SAMPLE * count));
        if (beginsSegment) {
            out.begin("styp").ascii("cmfs").u32(0).ascii("cmfs").ascii("iso6").end();
        }
        int start = out.size();
        out.begin("moof");
        out.begin("mfhd", 0, 0).u32(fragment).end();
        out.begin("traf");
        out.begin("tfhd", 0, DEFAULT_BASE_IS_MOOF).u32(1).end();
        out.begin("tfdt", 1, 0).u64(firstTime()).end();
        int flags = DATA_OFFSET | DURATION | SIZE | FLAGS | (reordered ? COMPOSITION_OFFSET : 0);
        out.begin("trun", 1, flags).u32(count);
        int dataOffset = out.size();
        out.u32(0);
        for (int i = 0; i < count; i++) {
            long next = i + 1 < count ? times[i + 1] : end;
            out.u32(next - times[i]).u32(sizes[i]).u32(keys[i] ? SYNC : NOT_SYNC);
            if (reordered) {
                out.u32(offsets[i]);
            }
        }
        out.end().end();
        int soundOffset = sound == null ? 0 : sound.write(out, 2, DEFAULT_BASE_IS_MOOF, DATA_OFFSET | DURATION | SIZE);
        out.end();
        int spare = Math.max(0, room - out.size() - 8);
        int media = out.size() - start + 8 + spare;
        out.patch(dataOffset, media);
        if (sound != null) {
            out.patch(soundOffset, (int) (media + bytes));
        }
        out.u32(8 + spare + bytes + (sound == null ? 0 : sound.bytes())).ascii("mdat");
        return out.zeros(spare).bytes();
    }
}
