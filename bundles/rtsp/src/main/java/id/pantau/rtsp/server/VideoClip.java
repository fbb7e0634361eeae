package id.pantau.rtsp.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/** A short H.264 film in memory that can be played in a loop. Immutable. */
public final class VideoClip {
    /** The largest file that is read, in bytes. */
    public static final int MAX_BYTES = 64 << 20;

    static final int CLOCK_RATE = 90_000;
    private static final int MAX_ACCESS_UNIT_BYTES = 1 << 20;
    private static final int MAX_OFFSET = 60 * CLOCK_RATE;

    private final int width;
    private final int height;
    private final byte[] sps;
    private final byte[] pps;
    private final List<AccessUnit> units;
    private final long ticks;

    VideoClip(int width, int height, byte[] sps, byte[] pps, List<AccessUnit> units) throws IOException {
        this.width = width;
        this.height = height;
        this.sps = sps;
        this.pps = pps;
        this.units = List.copyOf(units);
        this.ticks = units.stream().mapToLong(AccessUnit::duration).sum();
        if (units.isEmpty() || !units.get(0).key()) {
            throw new IOException("a clip starts with a key frame");
        }
        for (AccessUnit unit : units) {
            if (unit.duration() <= 0) {
                throw new IOException("a picture without duration");
            }
            if (unit.offset() < 0 || unit.offset() > MAX_OFFSET) {
                throw new IOException("a picture that is shown before it is decoded, or long after");
            }
            if (unit.nals().stream().mapToInt(nal -> nal.length).sum() > MAX_ACCESS_UNIT_BYTES) {
                throw new IOException("a picture of more than " + MAX_ACCESS_UNIT_BYTES + " bytes");
            }
        }
    }

    /**
     * Reads the H.264 track of an MP4 file (ISO/IEC 14496-12 and -15), not fragmented.
     *
     * @throws IOException with a reason when the file is something else or larger than {@link #MAX_BYTES}
     */
    public static VideoClip readMp4(InputStream in) throws IOException {
        byte[] file = in.readNBytes(MAX_BYTES + 1);
        if (file.length > MAX_BYTES) {
            throw new IOException("a clip of more than " + MAX_BYTES + " bytes");
        }
        return new Mp4Reader(file).clip();
    }

    /** A moving test card of 640x360, 10 pictures a second, 4 s, with a key frame every second. */
    public static VideoClip testCard() {
        return resource("test-card-640x360.mp4");
    }

    /** The same of 320x180. */
    public static VideoClip smallTestCard() {
        return resource("test-card-320x180.mp4");
    }

    private static VideoClip resource(String name) {
        try (InputStream in = VideoClip.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return readMp4(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In pixels. */
    public int width() {
        return width;
    }

    /** In pixels. */
    public int height() {
        return height;
    }

    /** How many pictures one round of the loop has. */
    public int pictures() {
        return units.size();
    }

    /** How long one round of the loop takes. */
    public Duration duration() {
        return Duration.ofNanos(ticks * 1_000_000_000L / CLOCK_RATE);
    }

    byte[] sps() {
        return sps;
    }

    byte[] pps() {
        return pps;
    }

    AccessUnit unit(int index) {
        return units.get(index);
    }

    /** How many pictures there are from one key frame to the next, on average. */
    int group() {
        return units.size() / (int) units.stream().filter(AccessUnit::key).count();
    }

    /** The key frame at or before the moment {@code nanos} after the start of an endless loop. */
    int keyAt(long nanos) {
        long at = nanos / 1000 * 9 / 100 % ticks;
        int key = 0;
        for (int i = 0; i < units.size() && at >= 0; i++) {
            if (units.get(i).key()) {
                key = i;
            }
            at -= units.get(i).duration();
        }
        return key;
    }
}
