package id.pantau.rtsp.rtp;

import id.pantau.rtsp.media.MalformedMediaException;
import id.pantau.rtsp.media.VideoFormat;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parameter sets in force, and those that came since and take effect with the next key picture. Bounded. */
final class ParameterSets {
    private static final int MOST = 16;

    private List<ByteBuffer> sps = List.of();
    private List<ByteBuffer> pps = List.of();
    private final List<ByteBuffer> newSps = new ArrayList<>();
    private final List<ByteBuffer> newPps = new ArrayList<>();
    private @Nullable VideoFormat format;

    void addSps(ByteBuffer nal) {
        add(newSps, nal);
    }

    void addPps(ByteBuffer nal) {
        add(newPps, nal);
    }

    /** Lets what came take effect. @return the new format, when there is one */
    Optional<VideoFormat> apply() {
        if (newSps.isEmpty() && newPps.isEmpty()) {
            return Optional.empty();
        }
        List<ByteBuffer> nextSps = newSps.isEmpty() ? sps : List.copyOf(newSps);
        List<ByteBuffer> nextPps = newPps.isEmpty() ? pps : List.copyOf(newPps);
        if (nextSps.isEmpty() || nextPps.isEmpty() || nextSps.equals(sps) && nextPps.equals(pps)) {
            clearNewWhenComplete(nextSps, nextPps);
            return Optional.empty();
        }
        newSps.clear();
        newPps.clear();
        return change(nextSps, nextPps);
    }

    private void clearNewWhenComplete(List<ByteBuffer> nextSps, List<ByteBuffer> nextPps) {
        if (!nextSps.isEmpty() && !nextPps.isEmpty()) {
            newSps.clear();
            newPps.clear();
        }
    }

    /** A set that cannot be read leaves the one in force where it is. */
    private Optional<VideoFormat> change(List<ByteBuffer> nextSps, List<ByteBuffer> nextPps) {
        try {
            VideoFormat next = VideoFormat.h264(nextSps, nextPps);
            sps = nextSps;
            pps = nextPps;
            boolean changed = !next.equals(format);
            format = next;
            return changed ? Optional.of(next) : Optional.empty();
        } catch (MalformedMediaException e) {
            return Optional.empty();
        }
    }

    private static void add(List<ByteBuffer> sets, ByteBuffer nal) {
        if (sets.size() < MOST && !sets.contains(nal)) {
            byte[] copy = new byte[nal.remaining()];
            nal.get(nal.position(), copy);
            sets.add(ByteBuffer.wrap(copy));
        }
    }
}
