package id.pantau.web;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.ee10.servlet.ServletApiRequest;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits and manners of the HTTP server that its configuration has no names for (docs/adr/0023): set with the first request that a
 * server answers, so that they hold for a server that started anew as well. Thread-safe.
 */
final class ServerLimits {
    /** Always as many, whatever is asked: a thread answers, none waits. */
    static final int THREADS = 64;

    /** Jetty's own 1,024 are a table of 98 KB for each connection, for as long as the viewer stays. */
    private static final int HEADER_CACHE = 0;

    private static final Logger log = LoggerFactory.getLogger(ServerLimits.class);

    private final AtomicReference<@Nullable Server> limited = new AtomicReference<>();

    void hold(ServletRequest request) {
        ServletRequest inner = request;
        while (inner instanceof ServletRequestWrapper wrapper) {
            inner = wrapper.getRequest();
        }
        if (inner instanceof ServletApiRequest jetty) {
            hold(jetty.getRequest());
        }
    }

    private void hold(Request request) {
        Server server = request.getConnectionMetaData().getConnector().getServer();
        if (limited.getAndSet(server) == server) {
            return;
        }
        request.getConnectionMetaData().getHttpConfiguration().setHeaderCacheSize(HEADER_CACHE);
        server.setErrorHandler(new PlainErrors());
        if (server.getThreadPool() instanceof QueuedThreadPool threads) {
            // the greatest number first: the least must not exceed it
            threads.setMaxThreads(THREADS);
            threads.setMinThreads(THREADS);
        } else {
            log.warn("the HTTP server's threads are not limited: {}", server.getThreadPool());
        }
    }
}
