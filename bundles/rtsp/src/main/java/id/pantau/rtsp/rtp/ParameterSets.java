package id.pantau.rtsp.rtp;

import id.pantau.rtsp.media.Codec;
import id.pantau.rtsp.media.MalformedMediaException;
import id.pantau.rtsp.media.VideoFormat;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parameter sets in force, and those that came since and take effect with the next key picture. Bounded. */
final class ParameterSets {
    private static final int MOST = 16;

    private final Codec codec;
    private Map<Kind, List<ByteBuffer>> inForce = new EnumMap<>(Kind.class);
    private final Map<Kind, List<ByteBuffer>> fresh = new EnumMap<>(Kind.class);
    private @Nullable VideoFormat format;

    /** What a set holds for: all layers (H.265 only), a sequence, or pictures. */
    enum Kind {
        VPS,
        SPS,
        PPS
    }

    ParameterSets(Codec codec) {
        this.codec = codec;
    }

    void add(Kind kind, ByteBuffer nal) {
        List<ByteBuffer> sets = fresh.computeIfAbsent(kind, k -> new ArrayList<>());
        if (sets.size() < MOST && !sets.contains(nal)) {
            byte[] copy = new byte[nal.remaining()];
            nal.get(nal.position(), copy);
            sets.add(ByteBuffer.wrap(copy));
        }
    }

    /** Lets what came take effect. @return the new format, when there is one */
    Optional<VideoFormat> apply() {
        if (fresh.isEmpty()) {
            return Optional.empty();
        }
        Map<Kind, List<ByteBuffer>> next = new EnumMap<>(inForce);
        fresh.forEach((kind, sets) -> next.put(kind, List.copyOf(sets)));
        if (!isComplete(next)) {
            return Optional.empty();
        }
        fresh.clear();
        return next.equals(inForce) ? Optional.empty() : change(next);
    }

    private boolean isComplete(Map<Kind, List<ByteBuffer>> sets) {
        return sets.containsKey(Kind.SPS)
                && sets.containsKey(Kind.PPS)
                && (codec == Codec.H264 || sets.containsKey(Kind.VPS));
    }

    /** A set that cannot be read leaves the one in force where it is. */
    private Optional<VideoFormat> change(Map<Kind, List<ByteBuffer>> sets) {
        try {
            VideoFormat next = codec == Codec.H264
                    ? VideoFormat.h264(of(sets, Kind.SPS), of(sets, Kind.PPS))
                    : VideoFormat.h265(of(sets, Kind.VPS), of(sets, Kind.SPS), of(sets, Kind.PPS));
            inForce = sets;
            boolean changed = !next.equals(format);
            format = next;
            return changed ? Optional.of(next) : Optional.empty();
        } catch (MalformedMediaException e) {
            return Optional.empty();
        }
    }

    private static List<ByteBuffer> of(Map<Kind, List<ByteBuffer>> sets, Kind kind) {
        return sets.getOrDefault(kind, List.of());
    }
}
