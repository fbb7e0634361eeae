package id.pantau.vendor.dialect;

import id.pantau.onvif.http.DeviceStream;
import id.pantau.onvif.http.MultipartReader.Part;
import id.pantau.onvif.http.PartPump;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import id.pantau.spi.vendor.DeviceEvent;
import id.pantau.spi.vendor.Facet;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The multipart answer without an end on which a device tells what it notices: one for a session, as devices have few. */
public final class EventLine implements Facet.Events {
    private static final int LARGEST = 1 << 20;

    private final String name;
    private final HttpDevice.Call<DeviceStream> opening;
    private final Function<Part, Optional<DeviceEvent>> reader;
    private final AtomicReference<@Nullable Line> line = new AtomicReference<>();

    /**
     * @param name of the thread that reads it
     * @param reader gives nothing for what is no event
     */
    public EventLine(String name, HttpDevice.Call<DeviceStream> opening, Function<Part, Optional<DeviceEvent>> reader) {
        this.name = name;
        this.opening = opening;
        this.reader = reader;
    }

    @Override
    public Subscription subscribe(Consumer<DeviceEvent> onEvent) throws CameraException, InterruptedException {
        Line mine = new Line();
        if (!line.compareAndSet(null, mine)) {
            throw new CameraException(Kind.BUSY, "this session has its one line of events already");
        }
        try {
            mine.start(opening.run(), onEvent);
            return mine;
        } catch (CameraException | InterruptedException | RuntimeException e) {
            line.set(null);
            throw e;
        }
    }

    /** Ends the line that is open, if there is one. */
    public void close() {
        Line open = line.get();
        if (open != null) {
            open.close();
        }
    }

    private final class Line implements Subscription {
        private final CompletableFuture<Void> ended = new CompletableFuture<>();
        private final AtomicBoolean closed = new AtomicBoolean();
        private volatile @Nullable PartPump pump;

        void start(DeviceStream stream, Consumer<DeviceEvent> onEvent) {
            PartPump started = PartPump.start(
                    name, stream, LARGEST, part -> reader.apply(part).ifPresent(onEvent));
            pump = started;
            started.ended().whenComplete((nothing, problem) -> finished(problem));
            if (closed.get()) {
                started.close();
            }
        }

        private void finished(@Nullable Throwable problem) {
            line.compareAndSet(this, null);
            if (problem == null) {
                ended.complete(null);
            } else {
                ended.completeExceptionally(
                        new CameraException(Kind.UNREACHABLE, "the line of events: " + problem.getMessage(), problem));
            }
        }

        @Override
        public CompletionStage<Void> ended() {
            return ended;
        }

        @Override
        public void close() {
            closed.set(true);
            PartPump open = pump;
            if (open != null) {
                open.close();
            }
        }
    }
}
