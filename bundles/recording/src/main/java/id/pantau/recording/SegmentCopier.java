package id.pantau.recording;

import id.pantau.service.Fact;
import id.pantau.service.Live;
import id.pantau.service.MediaResource;
import id.pantau.spi.storage.SegmentStore;
import id.pantau.spi.storage.SegmentStore.Draft;
import id.pantau.spi.storage.SegmentStore.Segment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Copies a closed segment from the live hub into a store, as a fragmented MP4 file that plays by itself: the
 * initialisation segment, then the media segment (ISO/IEC 23000-19, section 7.3).
 */
final class SegmentCopier {
    /** Tells the live hub that nobody is watching. */
    private static final String NOT_A_VIEWER = "";

    private final Live live;

    SegmentCopier(Live live) {
        this.live = live;
    }

    /**
     * Copies the segment that {@code fact} tells of.
     *
     * @throws IOException when the store refuses it, or the live hub does not have it any more
     * @throws IllegalArgumentException when the fact tells of no segment
     */
    void copy(Fact fact, SegmentStore store) throws IOException {
        Segment segment = segment(fact);
        try (MediaResource init = media(fact, "initName");
                MediaResource media = media(fact, "name");
                Draft draft = store.begin(segment)) {
            write(init, draft);
            write(media, draft);
            draft.commit();
        }
    }

    private static Segment segment(Fact fact) {
        return new Segment(fact.camera(), moment(fact, "start"), moment(fact, "end"));
    }

    private static Instant moment(Fact fact, String attribute) {
        try {
            return Instant.parse(attribute(fact, attribute)).truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("the fact's " + attribute + " is no time", e);
        }
    }

    private static String attribute(Fact fact, String name) {
        String value = fact.attributes().get(name);
        if (value == null) {
            throw new IllegalArgumentException("the fact has no " + name);
        }
        return value;
    }

    private MediaResource media(Fact fact, String attribute) throws IOException {
        return live.media(fact.camera(), attribute(fact, attribute), NOT_A_VIEWER)
                .orElseThrow(() -> new IOException("the live buffer has dropped it already"));
    }

    private static void write(MediaResource from, Draft to) throws IOException {
        for (ByteBuffer buffer : from.body()) {
            while (buffer.hasRemaining()) {
                if (to.write(buffer) <= 0) {
                    throw new IOException("the store takes no bytes");
                }
            }
        }
    }
}
