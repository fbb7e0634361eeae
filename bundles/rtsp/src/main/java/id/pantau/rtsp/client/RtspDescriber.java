package id.pantau.rtsp.client;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks a server once what it offers. */
public final class RtspDescriber {
    private RtspDescriber() {}

    /**
     * OPTIONS and DESCRIBE on a connection of its own, with at most one attempt to log in. Blocks for at most
     * {@code timeout} and returns promptly when the thread is interrupted.
     *
     * @param uri {@code rtsp}; credentials in it are ignored
     * @param login null to ask anonymously: a server that wants a login is then described by {@code needsLogin}
     * @throws RtspException when there is no description, with the reason
     */
    public static Description describe(URI uri, @Nullable RtspLogin login, Duration timeout)
            throws RtspException, InterruptedException {
        throw new RtspException(new RtspFailure(RtspFailure.Kind.UNSUPPORTED, "not built yet: " + uri.getHost()));
    }
}
