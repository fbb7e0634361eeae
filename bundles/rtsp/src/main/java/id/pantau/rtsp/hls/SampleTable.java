package id.pantau.rtsp.hls;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The samples of the fragment that is being collected, and the header for them ({@code moof}, {@code mdat}). */
final class SampleTable {
    private static final int SYNC = 0x0200_0000;
    private static final int NOT_SYNC = 0x0101_0000;
    private static final int DEFAULT_BASE_IS_MOOF = 0x02_0000;
    private static final int DATA_OFFSET = 0x001;
    private static final int DURATION = 0x100;
    private static final int SIZE = 0x200;
    private static final int FLAGS = 0x400;
    private static final int COMPOSITION_OFFSET = 0x800;

    private long[] times = new long[64];
    private int[] offsets = new int[64];
    private int[] sizes = new int[64];
    private boolean[] keys = new boolean[64];
    private int count;
    private long bytes;
    private boolean reordered;

    /** @param offset of presentation from decoding */
    void add(long time, long offset, int size, boolean key) {
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

    void clear() {
        count = 0;
        bytes = 0;
        reordered = false;
    }

    /**
     * ISO/IEC 14496-12, sections 8.8 and 8.16.2, up to the first byte of media.
     *
     * @param beginsSegment whether a segment begins here, which is then marked as such ({@code styp})
     * @param fragment its number, from 1
     * @param end when the sample after the last one is to be decoded
     * @param sound whose bytes come behind the samples'; null for none
     */
    ByteBuffer header(boolean beginsSegment, long fragment, long end, @Nullable AudioTrack sound) {
        BoxWriter out = new BoxWriter(160 + 16 * count);
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
        int media = out.size() - start + 8;
        out.patch(dataOffset, media);
        if (sound != null) {
            out.patch(soundOffset, (int) (media + bytes));
        }
        out.u32(bytes + (sound == null ? 0 : sound.bytes()) + 8).ascii("mdat");
        return out.bytes();
    }
}
