package id.pantau.rtsp.hls;

import id.pantau.rtsp.media.AccessUnit;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Renders the media playlists of one stream (RFC 8216bis, section 4.4). Thread-safe. */
final class PlaylistWriter {
    /** 9 for EXT-X-SKIP; the delta update and the playlist that it stands for say the same. */
    private static final String MEDIA_HEAD = "#EXTM3U\n#EXT-X-VERSION:9\n";

    static final String INDEPENDENT = "#EXT-X-INDEPENDENT-SEGMENTS\n";
    private static final int PARTS_FOR = 3;
    private static final int HOLD_BACK = 3;

    /** What is at least so many target durations old may be skipped (section 4.4.3.8). */
    static final int SKIP_AFTER = 6;

    private final int targetDuration;

    PlaylistWriter(int targetDuration) {
        this.targetDuration = targetDuration;
    }

    /**
     * What a media playlist shows.
     *
     * @param segments closed ones, oldest first; not empty
     * @param open null when none is being filled, or has no part yet
     * @param init name of the initialisation segment for the next part
     * @param partMillis PART-TARGET
     * @param hint the next part's name
     */
    record View(List<Segment> segments, OpenSegment.@Nullable Listed open, String init, long partMillis, String hint) {

        /** From the oldest segment's beginning to the newest part's end. */
        long ticks() {
            return segments.stream().mapToLong(Segment::ticks).sum() + (open == null ? 0 : open.ticks());
        }

        boolean isIndependent() {
            return segments.stream().allMatch(Segment::independent) && (open == null || open.independent());
        }
    }

    ByteBuffer media(View view) {
        return write(view, 0);
    }

    /** A delta update (section 6.2.5.1), which leaves out {@link #skippable} segments. */
    ByteBuffer delta(View view) {
        return write(view, skippable(view));
    }

    int skippable(View view) {
        long age = view.ticks();
        int skipped = 0;
        for (Segment segment : view.segments()) {
            age -= segment.ticks();
            if (age < ticks(SKIP_AFTER)) {
                break;
            }
            skipped++;
        }
        return skipped;
    }

    private ByteBuffer write(View view, int skipped) {
        List<Segment> segments = view.segments();
        StringBuilder text = new StringBuilder(512 + 512 * segments.size());
        head(text, view);
        Body body = new Body(text, segments.get(Math.max(0, skipped - 1)).discontinuity());
        if (skipped > 0) {
            text.append("#EXT-X-SKIP:SKIPPED-SEGMENTS=").append(skipped).append('\n');
        }
        long age = view.ticks();
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            age -= segment.ticks();
            if (i >= skipped) {
                SegmentLines lines = segment.lines();
                body.begin(segment.discontinuity(), segment.initName());
                text.append(lines.date());
                if (age < ticks(PARTS_FOR)) {
                    text.append(lines.parts());
                }
                text.append(lines.end());
            }
        }
        OpenSegment.Listed open = view.open();
        if (open != null) {
            body.begin(open.discontinuity(), open.initName());
            text.append(SegmentLines.date(open.date())).append(SegmentLines.parts(open.parts()));
        } else {
            body.announce(view.init());
        }
        text.append("#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"").append(view.hint()).append("\"\n");
        return bytes(text);
    }

    private void head(StringBuilder text, View view) {
        Segment first = view.segments().get(0);
        String part = SegmentLines.millis(view.partMillis());
        text.append(MEDIA_HEAD)
                .append("#EXT-X-TARGETDURATION:")
                .append(targetDuration)
                .append("\n#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=")
                .append(targetDuration * SKIP_AFTER)
                .append(".0,HOLD-BACK=")
                .append(targetDuration * HOLD_BACK)
                .append(".0,PART-HOLD-BACK=")
                .append(SegmentLines.millis(view.partMillis() * HOLD_BACK))
                .append("\n#EXT-X-PART-INF:PART-TARGET=")
                .append(part)
                .append("\n#EXT-X-MEDIA-SEQUENCE:")
                .append(first.sequence())
                .append("\n#EXT-X-DISCONTINUITY-SEQUENCE:")
                .append(first.discontinuity())
                .append('\n')
                .append(view.isIndependent() ? INDEPENDENT : "");
    }

    /** Writes what has changed from one segment to the next. */
    private static final class Body {
        private final StringBuilder text;
        private long discontinuity;
        private String init = "";

        Body(StringBuilder text, long discontinuity) {
            this.text = text;
            this.discontinuity = discontinuity;
        }

        void begin(long number, String initName) {
            for (; discontinuity < number; discontinuity++) {
                // one for each, also when another stream of the camera had more of them: players count them
                text.append("#EXT-X-DISCONTINUITY\n");
            }
            if (!initName.equals(init)) {
                init = initName;
                text.append("#EXT-X-MAP:URI=\"").append(init).append("\"\n");
            }
        }

        /**
         * The next segment is coded otherwise: said before it has a part, since a player may make up its mind about a
         * segment as soon as the one before it has ended (hls.js does).
         */
        void announce(String initName) {
            if (!initName.equals(init)) {
                text.append("#EXT-X-DISCONTINUITY\n#EXT-X-MAP:URI=\"")
                        .append(initName)
                        .append("\"\n");
            }
        }
    }

    private long ticks(int targetDurations) {
        return (long) targetDurations * targetDuration * AccessUnit.TICKS_PER_SECOND;
    }

    private static ByteBuffer bytes(StringBuilder text) {
        return ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.US_ASCII));
    }
}
