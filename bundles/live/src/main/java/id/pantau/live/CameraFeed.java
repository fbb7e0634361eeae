package id.pantau.live;

import id.pantau.model.StreamStats;
import id.pantau.rtsp.client.PullListener;
import id.pantau.rtsp.client.RtspFailure;
import id.pantau.rtsp.hls.ClosedSegment;
import id.pantau.rtsp.hls.HlsAnswer;
import id.pantau.rtsp.hls.HlsOptions;
import id.pantau.rtsp.hls.HlsPosition;
import id.pantau.rtsp.hls.HlsRequest;
import id.pantau.rtsp.hls.HlsStream;
import id.pantau.rtsp.hls.LastPart;
import id.pantau.rtsp.hls.NewestPicture;
import id.pantau.rtsp.hls.SlabPool;
import id.pantau.rtsp.hls.Variant;
import id.pantau.rtsp.media.AccessUnit;
import id.pantau.rtsp.media.AudioFormat;
import id.pantau.rtsp.media.AudioFrame;
import id.pantau.rtsp.media.JpegPicture;
import id.pantau.rtsp.media.SenderReport;
import id.pantau.rtsp.media.VideoFormat;
import id.pantau.service.MediaAnswer;
import id.pantau.service.MediaReader;
import id.pantau.service.MediaRequest;
import id.pantau.service.MediaResource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One camera's timeline and what is measured on it: outlives every connection to the camera. Pictures come in through
 * one tap at a time. Thread-safe.
 */
final class CameraFeed implements AutoCloseable {
    /** The newest picture of a camera that sends no video. */
    private static final String SNAPSHOT = "snapshot.jpg";

    private static final int PATIENCE_IN_TARGET_DURATIONS = 3;

    private final Loop loop;
    private final HlsStream stream;
    private final Duration patience;
    private final Meter meter = new Meter();
    private final StreamChecks checks = new StreamChecks(meter);
    private final Viewers viewers = new Viewers();
    private final NewestPicture picture;
    private @Nullable Tap current;
    private volatile boolean pictures;
    private volatile boolean hears;
    private volatile long connections;
    private volatile long lastPictureNanos;
    private volatile @Nullable Instant lastPictureAt;
    private volatile @Nullable VideoFormat format;

    /** @param onClosed told of every complete segment, on the thread that appends; must not block */
    CameraFeed(Loop loop, HlsOptions options, HlsPosition start, SlabPool pool, Consumer<ClosedSegment> onClosed) {
        this(loop, options, new HlsStream(options, start, pool, onClosed), new NewestPicture(start.epoch(), pool));
    }

    private CameraFeed(Loop loop, HlsOptions options, HlsStream stream, NewestPicture picture) {
        this.loop = loop;
        this.stream = stream;
        this.picture = picture;
        this.patience = Duration.ofSeconds((long) PATIENCE_IN_TARGET_DURATIONS * options.targetDuration());
    }

    /** Another stream of the same camera, on this one's time line where the camera's clock allows it. */
    CameraFeed beside(HlsOptions options, HlsPosition start, SlabPool pool, Consumer<ClosedSegment> onClosed) {
        return new CameraFeed(
                loop,
                options,
                new HlsStream(stream, options, start, pool, onClosed),
                new NewestPicture(start.epoch(), pool));
    }

    /** @param listener as for {@link HlsStream#onChange} */
    CameraFeed onChange(Runnable listener) {
        stream.onChange(listener);
        return this;
    }

    /** From the next connection on, the camera's sound comes with its pictures. */
    void hear() {
        hears = true;
    }

    boolean hears() {
        return hears;
    }

    /** What a supervisor hears of a pull; called on the event loop that reads it. */
    interface Events {
        /** The camera plays. */
        void connected(Tap tap);

        /** The first complete picture. */
        void pictured(Tap tap);

        void ended(Tap tap, RtspFailure failure);
    }

    /** A way in for a new pull, instead of every earlier one. */
    synchronized Tap tap(Events events) {
        detach();
        Tap tap = new Tap(events);
        current = tap;
        return tap;
    }

    /** The pull that came in through the current tap is over, or not wanted any more. */
    synchronized void detach() {
        if (current != null) {
            current = null;
            stream.discontinuity();
            meter.reset();
            checks.reset();
        }
    }

    /** Whether a complete picture arrived within {@code window}. */
    boolean fresh(Duration window) {
        return lastPictureAt != null && loop.nanos() - lastPictureNanos < window.toNanos();
    }

    /** Whether a complete picture of a video arrived within {@code window}; of it there may be no part yet. */
    boolean sendsVideo(Duration window) {
        return !pictures && fresh(window);
    }

    /** What is found of its packets. */
    StreamChecks checks() {
        return checks;
    }

    private void arrived(int size, Instant at) {
        long now = loop.nanos();
        meter.add(size, now);
        checks.picture(now);
        lastPictureNanos = now;
        lastPictureAt = at;
    }

    HlsPosition position() {
        return stream.position();
    }

    Optional<MediaResource> media(String name, String viewer) {
        Optional<MediaResource> resource =
                name.equals(SNAPSHOT) ? snapshot() : stream.find(name).map(StreamResource::new);
        if (resource.isPresent()) {
            viewers.seen(viewer, loop.nanos());
        }
        return resource;
    }

    /** Whether the camera's latest connection brought single pictures and no video. Any thread. */
    boolean sendsPictures() {
        return pictures;
    }

    private Optional<MediaResource> snapshot() {
        Instant arrived = lastPictureAt;
        return arrived == null
                ? Optional.empty()
                : picture.find().map(file -> new StreamResource(file, Optional.of(arrived)));
    }

    MediaAnswer ask(MediaRequest request) {
        if (request.name().equals(SNAPSHOT)) {
            return media(SNAPSHOT, request.viewer())
                    .<MediaAnswer>map(MediaAnswer.Found::new)
                    .orElseGet(MediaAnswer.Missing::new);
        }
        return ask(request, Optional.empty(), "");
    }

    /**
     * @param other how far another rendition has come, for the media playlist to report
     * @param uri of that one's media playlist
     */
    MediaAnswer ask(MediaRequest request, Optional<LastPart> other, String uri) {
        HlsAnswer answer = stream.ask(new HlsRequest(request.name(), request.msn(), request.part(), request.skip()));
        if (answer instanceof HlsAnswer.Found found) {
            seen(request.viewer());
            return new MediaAnswer.Found(
                    other.<MediaResource>map(last -> PlaylistResource.reporting(found.resource(), last, uri))
                            .orElseGet(() -> new StreamResource(found.resource())));
        }
        if (answer instanceof HlsAnswer.Refused refused) {
            return new MediaAnswer.Refused(refused.reason());
        }
        return answer instanceof HlsAnswer.Later ? new MediaAnswer.Later(patience) : new MediaAnswer.Missing();
    }

    /** Counts who watches. */
    void seen(String viewer) {
        viewers.seen(viewer, loop.nanos());
    }

    /** Whether it can be a variant beside the camera's first stream. */
    boolean isAligned() {
        return stream.isAligned();
    }

    /** As a multivariant playlist describes it; empty before there is one. */
    Optional<Variant> variant() {
        return stream.variant();
    }

    /** How far its media playlist has come. */
    Optional<LastPart> last() {
        return stream.last();
    }

    MediaReader read(String viewer) {
        return new StreamReader(stream.read(), () -> viewers.seen(viewer, loop.nanos()));
    }

    StreamStats stats() {
        long now = loop.nanos();
        VideoFormat coded = format;
        return new StreamStats(
                meter.fps(now),
                meter.bitrate(now),
                coded == null ? 0 : coded.width(),
                coded == null ? 0 : coded.height(),
                viewers.count(now),
                stream.bytes() + picture.bytes(),
                connections,
                Optional.ofNullable(lastPictureAt));
    }

    /** To be called now and then. */
    void tidy() {
        viewers.forget(loop.nanos());
    }

    @Override
    public synchronized void close() {
        current = null;
        stream.close();
        picture.close();
    }

    /** One pull's way in. Deaf once another tap took its place. */
    final class Tap implements PullListener {
        private final Events events;
        private boolean connected;
        private boolean pictured;
        private @Nullable AudioFormat audio;

        private Tap(Events events) {
            this.events = events;
        }

        StreamChecks checks() {
            return checks;
        }

        @Override
        public void playing(VideoFormat coded) {
            synchronized (CameraFeed.this) {
                if (current != this) {
                    return;
                }
                if (pictures) {
                    pictures = false;
                    picture.clear();
                }
                stream.format(coded.with(Optional.ofNullable(audio)));
                format = coded;
                if (connected) {
                    return;
                }
                connected = true;
                connections++;
            }
            events.connected(this);
        }

        @Override
        public void accessUnit(AccessUnit unit) {
            synchronized (CameraFeed.this) {
                if (current != this) {
                    return;
                }
                int size = unit.data().remaining();
                stream.append(unit);
                arrived(size, unit.arrival());
                if (pictured) {
                    return;
                }
                pictured = true;
            }
            events.pictured(this);
        }

        @Override
        public void clock(SenderReport report) {
            synchronized (CameraFeed.this) {
                if (current == this) {
                    stream.clock(report);
                    checks.clock(report.wallClock(), loop.now(), loop.nanos());
                }
            }
        }

        @Override
        public void broken() {
            synchronized (CameraFeed.this) {
                if (current == this) {
                    checks.broken(loop.nanos());
                }
            }
        }

        @Override
        public void leftOut() {
            synchronized (CameraFeed.this) {
                if (current == this) {
                    checks.leftOut(loop.nanos());
                }
            }
        }

        @Override
        public void hearing(AudioFormat heard) {
            synchronized (CameraFeed.this) {
                VideoFormat coded = format;
                if (current == this && connected && coded != null) {
                    stream.format(coded.with(Optional.of(heard)));
                }
                audio = heard;
            }
        }

        /** Sound alone proves nothing: it is pictures that make a camera live. */
        @Override
        public void audioFrame(AudioFrame frame) {
            synchronized (CameraFeed.this) {
                if (current == this) {
                    stream.append(frame);
                }
            }
        }

        @Override
        public void snapshot(JpegPicture taken) {
            boolean first;
            synchronized (CameraFeed.this) {
                if (current != this) {
                    return;
                }
                picture.put(taken.data());
                pictures = true;
                arrived(taken.data().remaining(), taken.arrival());
                first = !pictured;
                pictured = true;
                connected = true;
                connections += first ? 1 : 0;
            }
            if (first) {
                events.connected(this);
                events.pictured(this);
            }
        }

        @Override
        public void closed(RtspFailure failure) {
            events.ended(this, failure);
        }
    }
}
