package id.pantau.web;

import id.pantau.service.MediaAnswer;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A request that waits, without a thread, until there is an answer to it or its time is up. */
final class ParkedRequest implements WaitingRoom.Waiter, AsyncListener {
    private final WaitingRoom room;
    private final String camera;
    private final BooleanSupplier mayBeSeen;
    private final Supplier<MediaAnswer> question;
    private final long deadline;
    private @Nullable Consumer<MediaAnswer> reply;
    private boolean over;

    /**
     * @param mayBeSeen whether there is anything at all to wait for
     * @param question answers {@link MediaAnswer.Later} while there is nothing
     */
    ParkedRequest(
            WaitingRoom room,
            String camera,
            Duration patience,
            BooleanSupplier mayBeSeen,
            Supplier<MediaAnswer> question) {
        this.room = room;
        this.camera = camera;
        this.mayBeSeen = mayBeSeen;
        this.question = question;
        this.deadline = System.nanoTime() + patience.toNanos();
    }

    /** @param then told the answer, once, by any thread: {@link MediaAnswer.Later} when the time is up; must not block */
    void begin(Consumer<MediaAnswer> then) {
        synchronized (this) {
            reply = then;
        }
        // what came before the room was entered was told to nobody
        if (look(System.nanoTime(), true)) {
            room.leave(camera, this);
        }
    }

    @Override
    public synchronized boolean look(long nanos, boolean news) {
        Consumer<MediaAnswer> then = reply;
        boolean due = nanos - deadline >= 0;
        boolean hidden = !mayBeSeen.getAsBoolean();
        if (over || then == null || !news && !due && !hidden) {
            return over;
        }
        MediaAnswer answer = hidden ? new MediaAnswer.Missing() : question.get();
        if (answer instanceof MediaAnswer.Later && !due) {
            return false;
        }
        over = true;
        then.accept(answer);
        return true;
    }

    @Override
    public void onComplete(AsyncEvent event) {
        synchronized (this) {
            over = true;
        }
        room.leave(camera, this);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        // the transfer that it has become ends the exchange
    }

    @Override
    public void onError(AsyncEvent event) {
        // completion follows
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // never started again
    }
}
