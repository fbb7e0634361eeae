package id.pantau.web;

import id.pantau.model.Text;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads request bodies. Each one that is being read holds a thread of the server, which everything else needs as well:
 * so few are read at once, fewer of one client, and none that comes slower than any real client sends. Thread-safe.
 */
@Component(service = Bodies.class)
public final class Bodies {
    /** Half of the server's threads. */
    static final int AT_ONCE = ServerLimits.THREADS / 2;

    static final int PER_CLIENT = 8;

    /** For what is small, and for the first bytes of what is not. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** The slowest rate of what is not small, as bytes per second: about 130 kbit/s. */
    static final int SLOWEST = 16 * 1024;

    /** The slowest rate of what is large, as bytes per second: about 2 Mbit/s. */
    static final int SLOWEST_LARGE = 256 * 1024;

    private static final Logger log = LoggerFactory.getLogger(Bodies.class);
    private static final Duration TICK = Duration.ofMillis(250);

    private final Transport transport;
    private final Set<Reading> readings = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> perClient = new HashMap<>();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "pantau-web-bodies");
        thread.setDaemon(true);
        return thread;
    });
    private int all;

    @Activate
    public Bodies(@Reference Transport transport) {
        this.transport = transport;
        watch.scheduleWithFixedDelay(
                () -> readings.forEach(Reading::abortIfSlow), TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Deactivate
    void stop() {
        watch.shutdownNow();
    }

    /**
     * Reads a body of at most {@code limit} bytes; of a longer one no more than that.
     *
     * @throws Problem 413 when it is longer, 408 when it comes too slowly, 503 when too many are being read, 400 when it
     *     ends early
     */
    byte[] read(HttpServletRequest request, int limit) throws Problem {
        return read(request, limit, limit, () -> {});
    }

    /** Asked once, when more has come of a body than is small; from there on the rest has to come faster. */
    @FunctionalInterface
    interface Room {
        /** @throws Problem when there is none */
        void enter() throws Problem;
    }

    /**
     * Reads a body as {@link #read(HttpServletRequest, int)} does.
     *
     * @param small the most bytes that need no room
     * @throws Problem also what {@code room} throws
     */
    byte[] read(HttpServletRequest request, int limit, int small, Room room) throws Problem {
        if (request.getContentLengthLong() > limit) {
            throw tooLarge(limit);
        }
        String client = ClientNetwork.narrow(transport.client(request));
        enter(client);
        try (Reading reading = new Reading()) {
            return reading.read(request, limit, small, room);
        } finally {
            leave(client);
        }
    }

    private synchronized void enter(String client) throws Problem {
        int own = perClient.getOrDefault(client, 0);
        if (all >= AT_ONCE || own >= PER_CLIENT) {
            log.debug("{} requests are being read, {} of {}: another is refused", all, own, client);
            throw full();
        }
        all++;
        perClient.put(client, own + 1);
    }

    private synchronized void leave(String client) {
        all--;
        perClient.computeIfPresent(client, (c, own) -> own == 1 ? null : own - 1);
    }

    /** One body and the thread that waits for it. */
    private final class Reading implements AutoCloseable {
        private final Thread thread = Thread.currentThread();
        private long start = System.nanoTime();
        private int slowest = SLOWEST;
        private long received;
        private boolean aborted;

        Reading() {
            readings.add(this);
        }

        byte[] read(HttpServletRequest request, int limit, int small, Room room) throws Problem {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            try {
                InputStream in = request.getInputStream();
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    if (body.size() + n > limit) {
                        throw tooLarge(limit);
                    }
                    if (isSlowWith(n)) {
                        throw slow();
                    }
                    if (body.size() <= small && body.size() + n > small) {
                        room.enter();
                        hasten();
                    }
                    body.write(buffer, 0, n);
                }
                return body.toByteArray();
            } catch (IOException e) {
                log.debug("a body broke off after {} bytes", body.size(), e);
                throw isAborted() ? slow() : brokenOff();
            }
        }

        private synchronized boolean isSlowWith(int more) {
            received += more;
            return isSlow();
        }

        private synchronized void hasten() {
            start = System.nanoTime();
            received = 0;
            slowest = SLOWEST_LARGE;
        }

        private boolean isSlow() {
            double seconds = (System.nanoTime() - start - PATIENCE.toNanos()) / 1e9;
            return seconds > (double) received / slowest;
        }

        private synchronized Problem slow() {
            return tooSlow(slowest);
        }

        private synchronized boolean isAborted() {
            return aborted;
        }

        /** The thread may be waiting for a byte that never comes. */
        synchronized void abortIfSlow() {
            if (!aborted && readings.contains(this) && isSlow()) {
                aborted = true;
                thread.interrupt();
            }
        }

        @Override
        public synchronized void close() {
            readings.remove(this);
            if (aborted) {
                // the thread is the server's, and its next work is no concern of ours
                Thread.interrupted();
            }
        }
    }

    private static Problem tooSlow(int slowest) {
        return Problem.of(
                        408,
                        "timeout",
                        new Text("Kiriman terlalu lambat", "Request timed out"),
                        new Text(
                                "Kirim isi dalam " + PATIENCE.toSeconds() + " detik, atau paling lambat "
                                        + slowest / 1024 + " KiB per detik.",
                                "Send the body within " + PATIENCE.toSeconds() + " seconds, or no slower than "
                                        + slowest / 1024 + " KiB per second."))
                .with("Connection", "close");
    }

    private static Problem brokenOff() {
        return Problem.of(
                        400,
                        "malformed",
                        new Text("Permintaan tidak terbaca", "Malformed request"),
                        new Text("Isi permintaan terputus.", "The body broke off."))
                .with("Connection", "close");
    }

    private static Problem full() {
        return Problem.of(
                        503,
                        "too-many-requests",
                        new Text("Terlalu banyak kiriman sekaligus", "Too many requests at once"),
                        new Text("Coba lagi sebentar lagi.", "Try again in a moment."))
                .with("Retry-After", Long.toString(PATIENCE.toSeconds()))
                .with("Connection", "close");
    }

    private static Problem tooLarge(int limit) {
        // what follows of the body is not worth reading, so the connection cannot be used again
        return Problem.of(
                        413,
                        "too-large",
                        new Text("Kiriman terlalu besar", "Request too large"),
                        new Text(
                                "Isi permintaan paling banyak " + limit + " bita.",
                                "The body may have at most " + limit + " bytes."))
                .with("Connection", "close");
    }
}
