package id.pantau.service;

import id.pantau.model.StatusChange;
import id.pantau.model.Uptime;
import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What cameras showed, for as long as the configuration keeps it. Calls wait for the database. Thread-safe. */
@ProviderType
public interface History {

    /**
     * Appends rows; on disk when the call returns. Rows of cameras that are not registered (any more) are left out, and one
     * that says the same as the row before it is too.
     */
    void record(List<StatusChange> changes);

    /** Notes that the platform runs. From the last time it said so until the next, nothing is known of any camera. */
    void alive(Instant at);

    /**
     * A camera's rows within a period, newest first, then the one that was in force when it began.
     *
     * @param limit 1 to 10,000
     */
    List<StatusChange> of(String camera, Instant from, Instant to, int limit);

    /**
     * Figures over a period, by subject.
     *
     * @param from inclusive
     * @param to exclusive; later than now counts as now
     * @throws IllegalArgumentException when the period is empty
     */
    List<Uptime> uptime(Instant from, Instant to, Uptime.By by);
}
