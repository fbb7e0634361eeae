package id.pantau.vision;

import id.pantau.service.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A camera as something that pictures are taken of. Taken by one shard; asked for by any thread. */
final class Subject {
    /** For so long after somebody asked, the camera is wanted. */
    private static final long INTEREST = TimeUnit.MINUTES.toNanos(1);

    /** How soon somebody looks again for a picture that has not come yet. */
    private static final long REST = TimeUnit.MILLISECONDS.toNanos(250);

    private final String camera;
    private final Backoff harm = new Backoff(Duration.ofSeconds(15), Duration.ofMinutes(10), Duration.ofMinutes(10));
    private final Inspection inspection;
    private volatile boolean asked;
    private volatile long askedAt;
    private volatile @Nullable Snapshot newest;
    private boolean tried;
    private long triedAt;
    private boolean filed;
    private long filedAt;
    private boolean rests;
    private long notBefore;
    private boolean suspect;
    private Instant taken = Instant.EPOCH;

    Subject(String camera, Inspection inspection) {
        this.camera = camera;
        this.inspection = inspection;
    }

    String camera() {
        return camera;
    }

    Inspection inspection() {
        return inspection;
    }

    /** Somebody would like a picture. */
    void ask(long nanos) {
        askedAt = nanos;
        asked = true;
    }

    boolean isWanted(long nanos) {
        return asked && nanos - askedAt < INTEREST;
    }

    /** Whether others wait for it: somebody wants to see it, or it is to be looked at once more. */
    boolean isUrgent(long nanos) {
        return isWanted(nanos) || inspection.isUncertain();
    }

    Optional<Snapshot> newest() {
        return Optional.ofNullable(newest);
    }

    /** @param snapshot null to forget the one there is */
    void show(@Nullable Snapshot snapshot) {
        newest = snapshot;
    }

    /**
     * Whether it is time for another look. A little earlier than the period says: so the looks fall into step with key pictures
     * that come about as often, and each of those is looked at as it arrives.
     */
    boolean isDue(long nanos, VisionSettings settings) {
        if (rests && nanos - notBefore < 0 || harm.waits(nanos)) {
            return false;
        }
        return !tried
                || inspection.isUncertain()
                || nanos - triedAt >= settings.look().toNanos() - REST;
    }

    /** Whether a look shall give a file too, for people to see. */
    boolean wantsFile(long nanos, VisionSettings settings) {
        Duration period = isWanted(nanos) ? settings.wanted() : settings.other();
        return !filed || inspection.wantsFile() || nanos - filedAt >= period.toNanos();
    }

    /** How long ago it was tried last; the longest time before the first. */
    long age(long nanos) {
        return tried ? nanos - triedAt : Long.MAX_VALUE;
    }

    /** There is no picture yet that was not decoded already. */
    void nothingNew(long nanos) {
        rests = true;
        notBefore = nanos + REST;
    }

    /** A picture is given to a worker. */
    void trying(long nanos) {
        tried = true;
        triedAt = nanos;
        rests = false;
    }

    /** There is a file of it. */
    void filed(long nanos) {
        filed = true;
        filedAt = nanos;
    }

    /** There is a new worker: it is time for a picture, as if none had been taken. */
    void again() {
        tried = false;
        filed = false;
    }

    /** The worker gave an answer. */
    void harmless() {
        suspect = false;
        harm.succeeded();
    }

    /**
     * The worker was lost over this camera's picture. Once may be chance.
     *
     * @return whether it is no chance
     */
    boolean harmful(long nanos) {
        boolean again = suspect;
        if (again) {
            harm.failed(nanos);
        }
        suspect = true;
        return again;
    }

    /** When the picture came that was decoded last. */
    Instant taken() {
        return taken;
    }

    void taken(Instant arrival) {
        taken = arrival;
    }
}
