package id.pantau.web;

import id.pantau.service.MediaResource;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Iterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a resource's own buffers to a client without copying them and without a thread that waits for a slow one.
 * The resource is held until the exchange is over, at most for {@link #DEADLINE}.
 */
final class MediaTransfer implements WriteListener, AsyncListener {
    /** Long enough for a segment on a bad line; after it the line cannot carry the stream anyway. */
    static final Duration DEADLINE = Duration.ofSeconds(30);

    private static final Logger log = LoggerFactory.getLogger(MediaTransfer.class);

    private final MediaResource resource;
    private final AsyncContext exchange;
    private final OutletWriter writer;
    private final Iterator<ByteBuffer> body;
    private boolean over;

    private MediaTransfer(MediaResource resource, AsyncContext exchange, ServletOutputStream out, Outlet outlet) {
        this.resource = resource;
        this.exchange = exchange;
        this.writer = new OutletWriter(out, outlet, this::goOn);
        this.body = resource.body().iterator();
    }

    /**
     * Sends the body and closes the resource, some time after this returns.
     *
     */
    static void start(
            HttpServletRequest request,
            HttpServletResponse response,
            MediaResource resource,
            Outlet outlet,
            Duration deadline)
            throws IOException {
        AsyncContext exchange = request.startAsync();
        exchange.setTimeout(deadline.toMillis());
        go(exchange, response, resource, outlet);
    }

    /** As {@link #start}, in an exchange that has begun and has a time-out. */
    static void go(AsyncContext exchange, HttpServletResponse response, MediaResource resource, Outlet outlet)
            throws IOException {
        ServletOutputStream out = response.getOutputStream();
        MediaTransfer transfer = new MediaTransfer(resource, exchange, out, outlet);
        exchange.addListener(transfer);
        out.setWriteListener(transfer);
    }

    @Override
    public synchronized void onWritePossible() throws IOException {
        if (!over && writer.write(body)) {
            finish();
        }
    }

    private synchronized void goOn() {
        writer.grant();
        try {
            onWritePossible();
        } catch (IOException e) {
            onError(e);
        }
    }

    private synchronized void finish() {
        if (!over) {
            over = true;
            exchange.complete();
        }
    }

    @Override
    public void onError(Throwable cause) {
        log.debug("a client left", cause);
        finish();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        finish();
    }

    @Override
    public void onError(AsyncEvent event) {
        log.debug("a transfer failed", event.getThrowable());
    }

    @Override
    public synchronized void onComplete(AsyncEvent event) {
        over = true;
        resource.close();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // never started again
    }
}
