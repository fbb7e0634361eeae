package id.pantau.rtsp.client;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Pulls any number of streams on a fixed number of threads. Thread-safe. */
public final class RtspClient implements AutoCloseable {

    public RtspClient(RtspClientOptions options) {}

    /**
     * Starts to pull. Returns at once; everything that follows is told to the listener, on an event loop.
     *
     * @param uri {@code rtsp}; credentials in it are ignored
     * @param login null to log in nowhere
     * @throws IllegalStateException when the client is closed
     */
    public RtspPull open(URI uri, @Nullable RtspLogin login, PullListener listener) {
        throw new IllegalStateException("not built yet");
    }

    /** Closes every pull and ends the threads. */
    @Override
    public void close() {}
}
