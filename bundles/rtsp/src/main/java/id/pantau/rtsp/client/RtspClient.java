package id.pantau.rtsp.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Pulls any number of streams on a fixed number of threads. Thread-safe. */
public final class RtspClient implements AutoCloseable {
    private static final int CLOSE_SECONDS = 3;

    private final RtspClientOptions options;
    private final List<EventLoop> loops = new ArrayList<>();
    private final NameResolver names = new NameResolver();
    private final AtomicInteger next = new AtomicInteger();
    private boolean closed;

    /** @throws UncheckedIOException when the system has no more descriptors */
    public RtspClient(RtspClientOptions options) {
        this.options = options;
        try {
            for (int i = 0; i < options.loops(); i++) {
                loops.add(new EventLoop("rtsp-loop-" + i));
            }
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts to pull. Returns at once; everything that follows is told to the listener, on an event loop.
     *
     * @param uri {@code rtsp}; credentials in it are ignored
     * @param login null to log in nowhere
     * @throws IllegalStateException when the client is closed
     */
    public RtspPull open(URI uri, @Nullable RtspLogin login, PullListener listener) {
        EventLoop loop = loops.get(Math.floorMod(next.getAndIncrement(), loops.size()));
        PullSession session = new PullSession(loop, options, login, listener, Clock.systemUTC());
        synchronized (loops) {
            if (closed) {
                throw new IllegalStateException("the RTSP client is closed");
            }
            loop.execute(() -> session.start(uri, names));
        }
        return session;
    }

    /** Closes every pull, with TEARDOWN, and ends the threads; waits up to 3 s for each. */
    @Override
    public void close() {
        synchronized (loops) {
            closed = true;
        }
        names.close();
        try {
            for (EventLoop loop : loops) {
                loop.stop(CLOSE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
