package id.pantau.live;

import java.time.Duration;
import java.time.Instant;

/** The one thread that every camera's decisions are made on, and its clock. Nothing that runs on it may block. */
interface Loop {

    /** Runs {@code task} after everything that was handed over before it. From any thread; dropped after the end. */
    void execute(Runnable task);

    /** Runs {@code task} on the loop once {@code delay} has passed. From any thread; dropped after the end. */
    Timer after(Duration delay, Runnable task);

    /** Nanoseconds that never jump, from any origin. */
    long nanos();

    /** The time of day. */
    Instant now();

    /** Something that has yet to run. */
    interface Timer {
        /** Harmless when it has run. */
        void cancel();
    }
}
