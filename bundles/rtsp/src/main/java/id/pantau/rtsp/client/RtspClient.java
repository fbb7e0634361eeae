package id.pantau.rtsp.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Pulls any number of streams on a fixed number of threads. Thread-safe. */
public final class RtspClient implements AutoCloseable {
    private static final int CLOSE_SECONDS = 3;
    private static final int MOST_HANDSHAKES = 1024;

    private final RtspClientOptions options;
    private final List<EventLoop> loops = new ArrayList<>();
    private final NameResolver names = new NameResolver();
    private final ThreadPoolExecutor tls = tls();
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

    /** As {@link #open(URI, RtspLogin, PullOptions, PullListener)} with {@link PullOptions#defaults()}. */
    public RtspPull open(URI uri, @Nullable RtspLogin login, PullListener listener) {
        return open(uri, login, PullOptions.defaults(), listener);
    }

    /**
     * Starts to pull. Returns at once; everything that follows is told to the listener, on an event loop.
     *
     * @param uri {@code rtsp} or {@code rtsps}; {@code http} or {@code https} for single pictures as {@code
     *     multipart/x-mixed-replace}; credentials in it are ignored
     * @param login null to log in nowhere
     * @throws IllegalStateException when the client is closed
     */
    public RtspPull open(URI uri, @Nullable RtspLogin login, PullOptions how, PullListener listener) {
        EventLoop loop = loops.get(Math.floorMod(next.getAndIncrement(), loops.size()));
        boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (http) {
            MultipartPull pull = new MultipartPull(loop, options, how, login, listener, tls, Clock.systemUTC());
            begin(loop, () -> pull.start(uri, names));
            return pull;
        }
        PullSession session = new PullSession(loop, options, how, login, listener, tls, Clock.systemUTC());
        begin(loop, () -> session.start(uri, names));
        return session;
    }

    private void begin(EventLoop loop, Runnable start) {
        synchronized (loops) {
            if (closed) {
                throw new IllegalStateException("the RTSP client is closed");
            }
            loop.execute(start);
        }
    }

    /** For the arithmetic of TLS handshakes, which would hold up an event loop; the thread ends when idle. */
    private static ThreadPoolExecutor tls() {
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(1, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_HANDSHAKES), work -> {
                    Thread thread = new Thread(work, "rtsp-tls");
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /** Closes every pull, with TEARDOWN, and ends the threads; waits up to 3 s for each. */
    @Override
    public void close() {
        synchronized (loops) {
            closed = true;
        }
        names.close();
        tls.shutdownNow();
        try {
            for (EventLoop loop : loops) {
                loop.stop(CLOSE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
