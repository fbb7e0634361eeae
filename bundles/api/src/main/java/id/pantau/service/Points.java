package id.pantau.service;

import id.pantau.model.Actor;
import id.pantau.model.Point;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The city's points. Every change is on disk, with its audit entry, when the call returns. Thread-safe. */
@ProviderType
public interface Points {

    /** All points, by name. */
    List<Point> all();

    Optional<Point> find(String id);

    /** The point closest to a place, if it is within {@code metres}. */
    Optional<Point> nearest(double latitude, double longitude, double metres);

    /**
     * Adds a point; adding the very same point again is harmless.
     *
     * @throws IllegalStateException when another point has that id
     */
    void add(Point point, Actor who);
}
