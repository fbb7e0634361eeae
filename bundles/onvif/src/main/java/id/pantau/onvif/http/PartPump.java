package id.pantau.onvif.http;

import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Hands over the parts of a stream as they come, on a thread of its own, until it is closed or the device ends it. */
public final class PartPump implements AutoCloseable {
    private final DeviceStream stream;
    private final MultipartReader reader;
    private final Consumer<MultipartReader.Part> onPart;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private PartPump(DeviceStream stream, int longest, Consumer<MultipartReader.Part> onPart) {
        this.stream = stream;
        this.reader = new MultipartReader(stream.body(), longest);
        this.onPart = onPart;
    }

    /**
     * @param name of the thread
     * @param longest that a part may be, in bytes
     */
    public static PartPump start(String name, DeviceStream stream, int longest, Consumer<MultipartReader.Part> onPart) {
        PartPump pump = new PartPump(stream, longest, onPart);
        Thread thread = new Thread(pump::run, name);
        thread.setDaemon(true);
        thread.start();
        return pump;
    }

    private void run() {
        try (stream) {
            Optional<MultipartReader.Part> part = reader.next();
            while (part.isPresent() && !ended.isDone()) {
                onPart.accept(part.get());
                part = reader.next();
            }
            ended.completeExceptionally(new EOFException("the device ended the line"));
        } catch (IOException | RuntimeException e) {
            ended.completeExceptionally(e);
        }
    }

    /** Completes normally when closed, exceptionally when the device ended it, was silent, or sent too much. */
    public CompletionStage<Void> ended() {
        return ended.minimalCompletionStage();
    }

    /** Does not wait for the device; after it at most the part that is being handed over comes. */
    @Override
    public void close() {
        ended.complete(null);
        stream.close();
    }
}
