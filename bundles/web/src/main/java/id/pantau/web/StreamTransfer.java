package id.pantau.web;

import id.pantau.service.MediaReader;
import id.pantau.service.MediaResource;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes an endless stream to a client, part by part as they come, without a thread that waits for either. Holds one part at
 * a time; what a slow client misses is the reader's business. Ends when the stream does, when the camera may be seen no
 * more, or after {@link #SILENCE}.
 */
final class StreamTransfer implements WaitingRoom.Waiter, WriteListener, AsyncListener {
    /** Without a part to send, or without the client taking one. */
    static final Duration SILENCE = Duration.ofSeconds(30);

    private static final Logger log = LoggerFactory.getLogger(StreamTransfer.class);

    private final MediaReader reader;
    private final BooleanSupplier mayBeSeen;
    private final Outlet outlet;
    private final WaitingRoom room;
    private final String camera;
    private @Nullable AsyncContext exchange;
    private @Nullable OutletWriter writer;
    private @Nullable MediaResource piece;
    private Iterator<ByteBuffer> chunks = Collections.emptyIterator();
    private long lastProgress = System.nanoTime();
    private boolean idle;
    private boolean over;

    StreamTransfer(MediaReader reader, BooleanSupplier mayBeSeen, Outlet outlet, WaitingRoom room, String camera) {
        this.reader = reader;
        this.mayBeSeen = mayBeSeen;
        this.outlet = outlet;
        this.room = room;
        this.camera = camera;
    }

    void begin(AsyncContext begun, ServletOutputStream to) {
        synchronized (this) {
            exchange = begun;
            writer = new OutletWriter(to, outlet, this::goOn);
        }
        begun.addListener(this);
        to.setWriteListener(this);
    }

    @Override
    public synchronized void onWritePossible() {
        pump();
    }

    @Override
    public synchronized boolean look(long nanos, boolean news) {
        if (idle && news) {
            pump();
        }
        boolean stuck = nanos - lastProgress > SILENCE.toNanos();
        if (!over && (stuck || !mayBeSeen.getAsBoolean())) {
            finish();
        }
        return over;
    }

    private void pump() {
        OutletWriter to = writer;
        if (over || to == null) {
            return;
        }
        try {
            idle = false;
            while (!over && to.write(chunks) && take()) {
                lastProgress = System.nanoTime();
            }
        } catch (IOException e) {
            log.debug("a client left", e);
            finish();
        }
    }

    private synchronized void goOn() {
        OutletWriter to = writer;
        if (to != null) {
            to.grant();
            pump();
        }
    }

    /** Takes the next piece; false when there is none, for now or for good. */
    private boolean take() {
        letGo();
        if (!mayBeSeen.getAsBoolean()) {
            finish();
            return false;
        }
        Optional<MediaResource> next = reader.next();
        if (next.isPresent()) {
            piece = next.get();
            chunks = next.get().body().iterator();
        } else if (reader.isOver()) {
            finish();
        } else {
            idle = true;
        }
        return next.isPresent();
    }

    private void letGo() {
        MediaResource written = piece;
        piece = null;
        if (written != null) {
            written.close();
        }
    }

    private void finish() {
        AsyncContext ending = exchange;
        if (!over && ending != null) {
            over = true;
            ending.complete();
        }
    }

    @Override
    public void onError(Throwable cause) {
        log.debug("a client left", cause);
        synchronized (this) {
            finish();
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        synchronized (this) {
            over = true;
            letGo();
        }
        room.leave(camera, this);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        // there is none
    }

    @Override
    public void onError(AsyncEvent event) {
        log.debug("a stream failed", event.getThrowable());
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // never started again
    }
}
