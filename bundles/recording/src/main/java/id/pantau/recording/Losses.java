package id.pantau.recording;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts segments that should have been recorded and were not, and says why, not too often. Thread-safe. */
final class Losses {
    private static final Logger LOG = LoggerFactory.getLogger(Losses.class);
    private static final long LOG_EVERY_NANOS = Duration.ofSeconds(10).toNanos();

    private long count;
    private String latest = "";
    private long loggedAt = System.nanoTime() - LOG_EVERY_NANOS;

    synchronized void add(String camera, String reason) {
        count++;
        latest = reason;
        long now = System.nanoTime();
        if (now - loggedAt >= LOG_EVERY_NANOS) {
            loggedAt = now;
            LOG.warn("A segment of camera {} was not recorded: {}; {} lost so far", camera, reason, count);
        }
    }

    synchronized long count() {
        return count;
    }

    /** In words, or empty when nothing was lost. */
    synchronized String summary() {
        return count == 0 ? "" : count + " segments lost since the recorder started, the latest because " + latest;
    }
}
