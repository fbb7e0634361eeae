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
import java.util.function.LongConsumer;
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
    private final ServletOutputStream out;
    private final Iterator<ByteBuffer> body;

    private final LongConsumer sent;

    private MediaTransfer(MediaResource resource, AsyncContext exchange, ServletOutputStream out, LongConsumer sent) {
        this.resource = resource;
        this.sent = sent;
        this.exchange = exchange;
        this.out = out;
        this.body = resource.body().iterator();
    }

    /**
     * Sends the body and closes the resource, some time after this returns.
     *
     * @param sent told the bytes that are sent, as they are; any thread
     */
    static void start(
            HttpServletRequest request,
            HttpServletResponse response,
            MediaResource resource,
            LongConsumer sent,
            Duration deadline)
            throws IOException {
        AsyncContext exchange = request.startAsync();
        exchange.setTimeout(deadline.toMillis());
        go(exchange, response, resource, sent);
    }

    /** As {@link #start}, in an exchange that has begun and has a time-out. */
    static void go(AsyncContext exchange, HttpServletResponse response, MediaResource resource, LongConsumer sent)
            throws IOException {
        MediaTransfer transfer = new MediaTransfer(resource, exchange, response.getOutputStream(), sent);
        exchange.addListener(transfer);
        transfer.out.setWriteListener(transfer);
    }

    @Override
    public void onWritePossible() throws IOException {
        while (out.isReady()) {
            if (!body.hasNext()) {
                exchange.complete();
                return;
            }
            ByteBuffer next = body.next();
            int length = next.remaining();
            out.write(next);
            sent.accept(length);
        }
    }

    @Override
    public void onError(Throwable cause) {
        log.debug("a client left", cause);
        exchange.complete();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        exchange.complete();
    }

    @Override
    public void onError(AsyncEvent event) {
        log.debug("a transfer failed", event.getThrowable());
    }

    @Override
    public void onComplete(AsyncEvent event) {
        resource.close();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // never started again
    }
}
