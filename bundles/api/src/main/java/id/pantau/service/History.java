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
     * Appends rows, and notes that the platform ran at their times. They survive the end of this process when the call
     * returns, but are not forced to the disk: when the machine loses power, the last seconds may be missing. Rows of cameras
     * that are not registered (any more) are left out, and one that says the same as the row before it is too, unless nothing
     * was known meanwhile. So that something is known of a camera after a start, its first state is recorded, whatever it is.
     *
     * @throws IllegalArgumentException when one is neither live, degraded nor offline; nothing is appended then
     */
    void record(List<StatusChange> changes);

    /**
     * Notes that the platform runs, to be called about every 30 s. When it says nothing for more than 90 s, nothing is known of
     * any camera from the last time it said so until the next. When it was another process that said so, nothing is known
     * of each camera until its next row either. Kept like {@link #record}'s rows.
     */
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
     * @throws IllegalArgumentException when the period is empty, or longer than ten years
     */
    List<Uptime> uptime(Instant from, Instant to, Uptime.By by);
}
