package id.pantau.onboarding;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Component;

/**
 * Room for what is fetched by doors and taken from the inbox: of bodies above 4 MiB one at a time is in memory. Thread-safe.
 */
@Component(service = LargeBodies.class)
public final class LargeBodies {
    static final int SMALL = 4 << 20;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Semaphore room = new Semaphore(1, true);

    /** A place for one body, to be closed once the body is let go. */
    public Place place() {
        return new Place();
    }

    /** Of one body. Small ones need no room. Not thread-safe. */
    public final class Place implements AutoCloseable {
        private boolean held;

        private Place() {}

        /**
         * Reads a body, and waits for the room once it turns out to be large.
         *
         * @param most bytes that are read of it
         * @param longest time that it may take to come, begun anew once there is room
         * @throws IOException also when it takes longer, or there is no room for a minute
         */
        public byte[] read(InputStream in, int most, Duration longest) throws IOException {
            return new Bounded(in, longest).readNBytes(most);
        }

        private void take() throws IOException {
            try {
                if (!room.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new IOException("other large submissions are being taken");
                }
                held = true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("stopped while another large submission was being taken");
            }
        }

        @Override
        public void close() {
            if (held) {
                held = false;
                room.release();
            }
        }

        private final class Bounded extends FilterInputStream {
            private final Duration longest;
            private long end;
            private long bytes;

            private Bounded(InputStream in, Duration longest) {
                super(in);
                this.longest = longest;
                this.end = System.nanoTime() + longest.toNanos();
            }

            @Override
            public int read(byte[] into, int from, int most) throws IOException {
                int n = super.read(into, from, most);
                if (System.nanoTime() - end > 0) {
                    throw new IOException("what comes takes longer than " + longest.toSeconds() + " s");
                }
                bytes += Math.max(n, 0);
                if (bytes > SMALL && !held) {
                    take();
                    end = System.nanoTime() + longest.toNanos();
                }
                return n;
            }
        }
    }
}
