package id.pantau.vendor.hikvision;

import id.pantau.onvif.http.DeviceStream;
import id.pantau.onvif.http.MultipartReader.Part;
import id.pantau.onvif.http.PartPump;
import id.pantau.onvif.xml.XmlElement;
import id.pantau.onvif.xml.XmlException;
import id.pantau.onvif.xml.XmlReader;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import id.pantau.spi.vendor.DeviceEvent;
import id.pantau.spi.vendor.Facet;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The line on which a device tells what it notices: one for a session, as devices have few. */
final class HikvisionEvents implements Facet.Events {
    /** Devices say that there is nothing at least every ten seconds. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private static final int LARGEST = 1 << 20;
    private static final Map<String, DeviceEvent.Kind> KINDS = Map.ofEntries(
            Map.entry("vmd", DeviceEvent.Kind.MOTION),
            Map.entry("linedetection", DeviceEvent.Kind.LINE_CROSSED),
            Map.entry("fielddetection", DeviceEvent.Kind.AREA_ENTERED),
            Map.entry("regionentrance", DeviceEvent.Kind.AREA_ENTERED),
            Map.entry("shelteralarm", DeviceEvent.Kind.TAMPERED),
            Map.entry("tamperdetection", DeviceEvent.Kind.TAMPERED),
            Map.entry("scenechangedetection", DeviceEvent.Kind.TAMPERED),
            Map.entry("videoloss", DeviceEvent.Kind.VIDEO_LOST),
            Map.entry("io", DeviceEvent.Kind.ALARM_INPUT),
            Map.entry("diskfull", DeviceEvent.Kind.STORAGE_FAILED),
            Map.entry("diskerror", DeviceEvent.Kind.STORAGE_FAILED));

    private final Isapi isapi;
    private final AtomicReference<@Nullable Line> line = new AtomicReference<>();

    HikvisionEvents(Isapi isapi) {
        this.isapi = isapi;
    }

    @Override
    public Subscription subscribe(Consumer<DeviceEvent> onEvent) throws CameraException, InterruptedException {
        Line mine = new Line();
        if (!line.compareAndSet(null, mine)) {
            throw new CameraException(Kind.BUSY, "this session has its one line of events already");
        }
        try {
            mine.start(isapi.open("/ISAPI/Event/notification/alertStream", SILENCE), onEvent);
            return mine;
        } catch (CameraException | InterruptedException | RuntimeException e) {
            line.set(null);
            throw e;
        }
    }

    void close() {
        Line open = line.get();
        if (open != null) {
            open.close();
        }
    }

    /** Empty for what is no event, such as the picture that belongs to one. */
    static Optional<DeviceEvent> event(Part part) {
        if (part.body().length == 0 || part.type().startsWith("image/")) {
            return Optional.empty();
        }
        try {
            XmlElement told = XmlReader.read(part.body());
            String type = told.text("eventType");
            if (type.isEmpty()) {
                return Optional.empty();
            }
            String channel = told.text("dynChannelID");
            return Optional.of(new DeviceEvent(
                    KINDS.getOrDefault(type.toLowerCase(Locale.ROOT), DeviceEvent.Kind.OTHER),
                    channel.isEmpty() ? told.text("channelID") : channel,
                    told.text("eventState").equals("active") ? DeviceEvent.State.BEGUN : DeviceEvent.State.ENDED,
                    Instant.now(),
                    told.text("inputIOPortID"),
                    part.text()));
        } catch (XmlException e) {
            return Optional.of(new DeviceEvent(
                    DeviceEvent.Kind.OTHER, "", DeviceEvent.State.MOMENT, Instant.now(), "", part.text()));
        }
    }

    private final class Line implements Subscription {
        private final CompletableFuture<Void> ended = new CompletableFuture<>();
        private final AtomicBoolean closed = new AtomicBoolean();
        private volatile @Nullable PartPump pump;

        void start(DeviceStream stream, Consumer<DeviceEvent> onEvent) {
            PartPump started = PartPump.start(
                    "hikvision-events", stream, LARGEST, part -> event(part).ifPresent(onEvent));
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
