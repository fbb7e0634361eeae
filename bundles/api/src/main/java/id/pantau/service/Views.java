package id.pantau.service;

import id.pantau.model.Actor;
import id.pantau.model.View;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What people approved that cameras show, with the pictures. Every change is on disk, with its audit entry, when the call
 * returns; after that each {@link ViewListener} is told. Thread-safe.
 */
@ProviderType
public interface Views {

    /** How a camera's view stands; {@link View#none} for one that nobody approved, or that does not exist. Quick. */
    View of(String camera);

    /** Every view that was approved or changed, by camera. Quick. */
    List<View> all();

    /**
     * Makes a picture the approved view, and what was found changed is settled.
     *
     * @param picture at most 4 MB
     * @throws java.util.NoSuchElementException when there is no such camera
     * @throws IllegalArgumentException when the picture is too large
     */
    void approve(String camera, Snapshot picture, Actor who, String why);

    /**
     * Notes that a camera shows something else than was approved. Harmless when that is known.
     *
     * @param picture what it shows now, at most 4 MB
     * @param detail how the view changed, in English, with figures
     * @throws java.util.NoSuchElementException when there is no such camera, or nobody approved its view
     */
    void changed(String camera, Snapshot picture, String detail, Actor who);

    /** The approved picture. Waits for the database. */
    Optional<Snapshot> reference(String camera);

    /** The picture that showed the change; empty while nothing changed. Waits for the database. */
    Optional<Snapshot> evidence(String camera);
}
