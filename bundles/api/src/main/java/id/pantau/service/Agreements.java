package id.pantau.service;

import id.pantau.model.Actor;
import id.pantau.model.Agreement;
import id.pantau.model.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What partners share, and what stands against it. Of a partner for which no agreement was ever recorded each camera's own
 * consent counts alone; from the first one on, only what an agreement in force grants. A change is on disk, with its audit
 * entry, and in force when the call returns; then the {@link CameraListener}s are told of each camera concerned. Questions are
 * answered from memory. What follows for a camera says {@link Sharing}. Thread-safe.
 */
@ProviderType
public interface Agreements {
    /** How long an incident lasts at most. */
    Duration LONGEST_INCIDENT = Duration.ofHours(24);

    /** By partner, then number. */
    List<Agreement> all();

    /**
     * Records an agreement; the very same one again is harmless.
     *
     * @throws IllegalStateException when there is another one of that number
     * @throws java.util.NoSuchElementException when there is no such partner
     */
    void add(Agreement agreement, Actor who, String why);

    /**
     * Ends an agreement now; one that was revoked before stays as it is.
     *
     * @throws java.util.NoSuchElementException when there is no such agreement
     */
    void revoke(String number, Actor who, String why);

    /**
     * Ends the sharing of one camera, whatever the agreements say.
     *
     * @throws java.util.NoSuchElementException when there is no such camera
     */
    void withhold(String camera, Actor who, String why);

    /**
     * Ends {@link #withhold}.
     *
     * @return whether it was withheld
     */
    boolean release(String camera, Actor who, String why);

    /** Since when the owner withholds the camera. */
    Optional<Instant> withheldSince(String camera);

    /**
     * Opens an incident at a camera or point.
     *
     * @param length at most {@link #LONGEST_INCIDENT}
     * @throws java.util.NoSuchElementException when there is no such camera or point
     * @throws IllegalArgumentException when the length is not positive or too long
     */
    Incident open(String place, Duration length, Actor who, String why);

    /** Ends an incident now; false when none of that id was open. */
    boolean close(String incident, Actor who, String why);

    /** The newest incidents, at most so many, newest first. */
    List<Incident> incidents(int most);
}
