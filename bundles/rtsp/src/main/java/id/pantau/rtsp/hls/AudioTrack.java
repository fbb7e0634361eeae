package id.pantau.rtsp.hls;

import id.pantau.rtsp.media.AccessUnit;
import id.pantau.rtsp.media.AudioFormat;
import id.pantau.rtsp.media.AudioFrame;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sound of the part that is being collected, beside its pictures. It lies on their time line by when it arrived, and
 * from then on by its own count of samples. Used by the stream's thread alone.
 */
final class AudioTrack {
    private static final int MOST_BYTES = 128 << 10;
    private static final int MOST_FRAMES = 1_000;
    private static final long SILENCE = AccessUnit.TICKS_PER_SECOND;

    private final AudioFormat format;
    private byte[] bytes = new byte[8 << 10];
    private long[] times = new long[64];
    private int[] sizes = new int[64];
    private int size;
    private int count;
    private long end = -1;
    private long lastPts;
    private long begun = -1;

    AudioTrack(AudioFormat format) {
        this.format = format;
    }

    /** The one for the next format, which goes on with the sound of the one before it if it is coded alike. */
    static @Nullable AudioTrack after(@Nullable AudioTrack before, Optional<AudioFormat> next) {
        return next.map(format -> before != null && before.format.equals(format) ? before : new AudioTrack(format))
                .orElse(null);
    }

    /**
     * Takes a frame, copying its bytes; one for which a part has no room is left out.
     *
     * @param seen when the newest picture is decoded, in ticks of the pictures' time line
     * @param arrived when that picture had arrived
     */
    void add(AudioFrame frame, long seen, Instant arrived) {
        long micros = Duration.between(arrived, frame.arrival()).toNanos() / 1_000;
        add(frame, seen + micros * AccessUnit.TICKS_PER_SECOND / 1_000_000);
    }

    private void add(AudioFrame frame, long heard) {
        int length = frame.data().remaining();
        if (length == 0 || length > MOST_BYTES - size || count == MOST_FRAMES) {
            return;
        }
        long time = time(frame, heard);
        if (size + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + length, bytes.length * 2));
        }
        if (count == times.length) {
            times = Arrays.copyOf(times, count * 2);
            sizes = Arrays.copyOf(sizes, count * 2);
        }
        frame.data().duplicate().get(bytes, size, length);
        size += length;
        times[count] = time;
        sizes[count++] = length;
        end = time + format.frameSamples();
        lastPts = frame.pts();
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Whether nothing has been heard for a second: a player would wait for it, and with it for the pictures. */
    boolean isSilent(long now) {
        begun = begun < 0 ? now : begun;
        return now - Math.max(begun, end * AccessUnit.TICKS_PER_SECOND / format.sampleRate()) > SILENCE;
    }

    int bytes() {
        return size;
    }

    ByteBuffer data() {
        return ByteBuffer.wrap(bytes, 0, size);
    }

    /** Forgets the frames that it holds, if there is one. */
    static void clear(@Nullable AudioTrack track) {
        if (track != null) {
            track.size = 0;
            track.count = 0;
        }
    }

    /**
     * Its part of a fragment's header (ISO/IEC 14496-12, section 8.8).
     *
     * @return where to write the distance of its bytes from the fragment's beginning
     */
    int write(BoxWriter out, int track, int defaultBase, int flags) {
        out.begin("traf");
        out.begin("tfhd", 0, defaultBase).u32(track).end();
        out.begin("tfdt", 1, 0).u64(times[0]).end();
        out.begin("trun", 1, flags).u32(count);
        int dataOffset = out.size();
        out.u32(0);
        for (int i = 0; i < count; i++) {
            long next = i + 1 < count ? times[i + 1] : end;
            out.u32(next - times[i]).u32(sizes[i]);
        }
        out.end().end();
        return dataOffset;
    }

    /** In samples. Frames that were lost leave a gap; a clock that runs away from the pictures' is set anew. */
    private long time(AudioFrame frame, long heard) {
        long arrived = heard * format.sampleRate() / AccessUnit.TICKS_PER_SECOND - format.frameSamples();
        if (end < 0) {
            return Math.max(0, arrived);
        }
        long counted = end + Math.max(0, frame.pts() - lastPts - format.frameSamples());
        return Math.abs(counted - arrived) > format.sampleRate() / 2 ? Math.max(end, arrived) : counted;
    }
}
