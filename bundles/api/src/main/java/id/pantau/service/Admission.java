package id.pantau.service;

import id.pantau.model.Rendition;
import id.pantau.model.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Keeps the city's uplink and processors from being asked for more than they carry. Who is admitted stays so: room is
 * refused to those who come, never taken from those who are there. Thread-safe; no call blocks, and each takes the same
 * time however many watch.
 */
@ProviderType
public interface Admission {

    /** How long each picture stays of those that are shown to whom video does not fit. */
    Duration PICTURE = Duration.ofSeconds(10);

    /**
     * A member of the public asks for a camera's playlist or for its endless stream: goes on watching, or begins to
     * when there is room.
     *
     * @param viewer an opaque key, as for {@link Live#media}
     */
    default Answer admit(String viewer, String camera) {
        return admit(viewer, camera, Rendition.FIRST);
    }

    /**
     * The same for one rendition. A viewer of a camera counts once, by the best rendition that it takes; who has a place
     * for the main stream has one for the first, and one for the first only goes on to the main stream when there is room.
     *
     * @param rendition whose files are asked for
     */
    Answer admit(String viewer, String camera, Rendition rendition);

    /**
     * A member of the public asks for a camera's newest picture, and will for the next one after {@link #PICTURE}: goes on
     * so, or begins to when there is room in the part of the public's share that is kept for pictures. Who has a place for
     * the camera's video needs no other.
     *
     * @param bytes the picture's size
     */
    Answer admitToPictures(String viewer, String camera, long bytes);

    /**
     * A member of the public takes a file that is the same for everybody, such as a segment. Nobody is refused one,
     * because caches share it and because who asks for it may look like somebody else than who asked for the playlist.
     *
     * @return to be told the bytes that are sent
     */
    default LongConsumer follow(String viewer, String camera) {
        return follow(viewer, camera, Rendition.FIRST);
    }

    /** The same for a file of one rendition. */
    LongConsumer follow(String viewer, String camera, Rendition rendition);

    /**
     * Staff takes any file: never refused.
     *
     * @return to be told the bytes that are sent
     */
    LongConsumer staff();

    /** Why somebody who comes now would be refused, and since when; empty while there is room. Gives no room away. */
    default Optional<Busy> busy(String camera) {
        return busy(camera, Rendition.FIRST);
    }

    /** The same for one rendition. */
    Optional<Busy> busy(String camera, Rendition rendition);

    /** Why {@link #admitToPictures} would refuse a viewer; empty when it would not. Gives no room away. */
    Optional<Busy> busyForPictures(String viewer, String camera, long bytes);

    /** Whether anybody can be refused for the uplink's sake: then each playlist request has to come here. */
    boolean limited();

    Figures figures();

    /** What {@link #admit} says. */
    sealed interface Answer permits Admitted, Busy {}

    /**
     * There is room.
     *
     * @param sent to be told the bytes that are sent
     */
    record Admitted(LongConsumer sent) implements Answer {
        public Admitted {
            Objects.requireNonNull(sent, "sent");
        }
    }

    /**
     * There is none.
     *
     * @param limit what is exhausted
     * @param reason with the figure
     * @param since when it was exhausted first; it may have been free for moments since
     * @param retryAfter when to ask again
     */
    record Busy(Limit limit, Text reason, Instant since, Duration retryAfter) implements Answer {
        public Busy {
            Objects.requireNonNull(limit, "limit");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(since, "since");
            Objects.requireNonNull(retryAfter, "retryAfter");
        }
    }

    /** What can be exhausted. */
    enum Limit {
        /** The public's share of the uplink. */
        UPLINK,
        /** The processors' budget. */
        CPU,
        /** The number of viewers that are kept track of. */
        VIEWERS
    }

    /**
     * What is measured. Rates are bits per second.
     *
     * @param uplink what is configured; 0 when it is unlimited
     * @param publicShare what of it the public may fill now; 0 when it is unlimited
     * @param reserved what those who are admitted are expected to need
     * @param publicEgress what media were sent to the public over the last seconds
     * @param staffEgress what media were sent to staff over the last seconds
     * @param publicBytes media sent to the public since the start
     * @param staffBytes media sent to staff since the start
     * @param leases how many viewers are admitted to video; one who watches two cameras counts twice
     * @param pictureLeases how many are shown single pictures
     * @param refusals how often somebody was refused since the start, by what was exhausted
     * @param cpu the process's share of all processors over the last seconds, 0 to 1
     */
    record Figures(
            long uplink,
            long publicShare,
            long reserved,
            long publicEgress,
            long staffEgress,
            long publicBytes,
            long staffBytes,
            int leases,
            int pictureLeases,
            Map<Limit, Long> refusals,
            double cpu) {
        public Figures {
            refusals = Map.copyOf(refusals);
        }
    }
}
