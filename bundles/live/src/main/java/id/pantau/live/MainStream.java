package id.pantau.live;

import id.pantau.model.Camera;
import id.pantau.model.StreamStats;
import id.pantau.rtsp.client.RtspFailure;
import id.pantau.rtsp.hls.Variant;
import id.pantau.spi.vendor.MediaSource;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A camera's main stream, pulled only while somebody asks for it and a while longer. It says nothing about the camera's
 * status, which is the first stream's. Loop only, but for what says otherwise.
 */
final class MainStream implements CameraFeed.Events {
    private static final Logger LOG = LoggerFactory.getLogger(MainStream.class);
    private static final Duration SILENCE_MARGIN = Duration.ofSeconds(2);

    /** Cameras tell what their clock shows every five seconds or so. */
    private static final Duration LONGEST_INTRODUCTION = Duration.ofSeconds(15);

    private final Surroundings around;
    private final Supplier<Camera> camera;
    private final Supplier<@Nullable CameraFeed> first;
    private final PullLine line;
    private final Backoff backoff;
    private volatile @Nullable CameraFeed feed;
    private volatile MediaSource.@Nullable Pull source;
    private volatile boolean wanted;
    private volatile long askedAt;

    /** Whether it was ever found out what it is, since it comes from where it does. */
    private volatile boolean introduced;

    /** Whether nobody watches, and it is pulled to find out what it is. */
    private volatile boolean introducing;

    /** What it was when it was aligned with the first stream last. */
    private volatile @Nullable Variant known;

    private volatile long bitrate;

    /** Counts the starts, so that a feed or a login that comes too late for one is known as such. */
    private long turn;

    private Loop.Timer timer = () -> {};
    private @Nullable Long outageSince;

    /** @param first the stream beside which it is the main one; null while there is none yet */
    MainStream(Surroundings around, Supplier<Camera> camera, Supplier<@Nullable CameraFeed> first) {
        this.around = around;
        this.camera = camera;
        this.first = first;
        this.line = new PullLine(around);
        this.backoff = new Backoff(around.random());
    }

    /** Somebody wants to see it. Any thread. */
    void ask() {
        introducing = false;
        want();
    }

    /**
     * Somebody who may see it opens the camera: unless it is known already, it is pulled for a moment to find out what it is
     * and whether it is aligned, once. Any thread.
     */
    void introduce() {
        if (source != null && !introduced) {
            introduced = true;
            introducing = !wanted;
            want();
        }
    }

    private void want() {
        askedAt = around.loop().nanos();
        if (!wanted && source != null) {
            wanted = true;
            around.loop().execute(this::start);
        }
    }

    /** Whether the camera has one, as far as is known. Any thread. */
    boolean exists() {
        return source != null;
    }

    /** What it is beside the first stream in a multivariant playlist; empty unless it is aligned. Any thread. */
    Optional<Variant> variant() {
        CameraFeed pictures = feed;
        Optional<Variant> now = pictures == null ? Optional.empty() : pictures.variant();
        if (source == null) {
            return Optional.empty();
        }
        return pictures == null || now.isEmpty() ? Optional.ofNullable(known) : now.filter(v -> pictures.isAligned());
    }

    /** Of it alone; while it is not pulled, its bit rate is what it was. Any thread. */
    StreamStats stats() {
        CameraFeed pictures = feed;
        StreamStats now = pictures == null ? StreamStats.NONE : pictures.stats();
        return now.bitrate() > 0
                ? now
                : new StreamStats(
                        now.fps(),
                        bitrate,
                        now.width(),
                        now.height(),
                        now.viewers(),
                        now.bufferBytes(),
                        now.connections(),
                        now.lastFrameAt());
    }

    /** Null while nobody watches. Any thread. */
    @Nullable
    CameraFeed feed() {
        return feed;
    }

    /** Where it comes from now; empty when it must not be pulled, such as after a refused login. */
    void from(Optional<MediaSource.Pull> named) {
        MediaSource.Pull is = named.orElse(null);
        if (Objects.equals(is, source)) {
            return;
        }
        source = is;
        introduced = false;
        known = null;
        bitrate = 0;
        if (is == null) {
            end();
        } else if (feed != null) {
            line.hangUp();
            connectAfter(Duration.ZERO);
        }
    }

    /** To be called every second. */
    void tick() {
        CameraFeed pictures = feed;
        if (!wanted || pictures == null) {
            return;
        }
        remember(pictures);
        if (isIntroduced(pictures)) {
            introduced = pictures.variant().isPresent();
            end();
        } else if (sinceAsked().compareTo(around.linger()) >= 0) {
            LOG.debug(
                    "Nobody watches the main stream of camera {} any more",
                    camera.get().id());
            end();
        } else if (line.isOpen()
                && line.age().compareTo(around.silence().plus(SILENCE_MARGIN)) > 0
                && !pictures.fresh(around.silence().plus(SILENCE_MARGIN))) {
            line.hangUp();
            again();
        } else {
            pictures.tidy();
        }
    }

    private boolean isIntroduced(CameraFeed pictures) {
        boolean told = pictures.variant().isPresent() && pictures.isAligned();
        return introducing && (told || sinceAsked().compareTo(LONGEST_INTRODUCTION) >= 0);
    }

    private void remember(CameraFeed pictures) {
        pictures.variant().ifPresent(is -> {
            introduced = true;
            known = pictures.isAligned() ? is : null;
            bitrate = is.averageBandwidth();
        });
    }

    /** Hangs up and lets the pictures go. */
    void end() {
        turn++;
        timer.cancel();
        wanted = false;
        outageSince = null;
        backoff.reset();
        line.hangUp();
        CameraFeed pictures = feed;
        feed = null;
        if (pictures != null) {
            pictures.close();
        }
    }

    private void start() {
        long mine = ++turn;
        around.feeds().open(timeline(camera.get().id()), camera.get().id(), first.get(), made -> {
            if (mine == turn && wanted) {
                feed = made;
                connectAfter(Duration.ZERO);
            } else {
                made.close();
            }
        });
    }

    /** The name of a camera's main stream's timeline. */
    static String timeline(String camera) {
        return camera + "-main";
    }

    private void connectAfter(Duration delay) {
        long mine = ++turn;
        timer.cancel();
        Duration pace = around.pace().take(around.loop().nanos());
        timer = around.loop().after(delay.plus(pace), () -> {
            if (mine == turn) {
                connect(mine);
            }
        });
    }

    private void connect(long mine) {
        CameraFeed pictures = feed;
        MediaSource.Pull from = source;
        if (pictures == null || from == null) {
            return;
        }
        line.open(camera.get().id(), from.uri(), pictures, this, () -> mine == turn, new PullLine.Unopened() {
            @Override
            public void withoutLogin(String detail) {
                again();
            }

            @Override
            public void badAddress() {
                end();
            }
        });
    }

    private void again() {
        if (outageSince == null) {
            outageSince = around.loop().nanos();
        }
        connectAfter(backoff.next(Duration.ofNanos(around.loop().nanos() - outageSince)));
    }

    private Duration sinceAsked() {
        return Duration.ofNanos(around.loop().nanos() - askedAt);
    }

    @Override
    public void connected(CameraFeed.Tap from) {
        around.loop().execute(() -> {
            if (line.is(from)) {
                line.connected();
            }
        });
    }

    @Override
    public void pictured(CameraFeed.Tap from) {
        around.loop().execute(() -> {
            if (line.is(from)) {
                outageSince = null;
                backoff.reset();
            }
        });
    }

    @Override
    public void ended(CameraFeed.Tap from, RtspFailure failure) {
        around.loop().execute(() -> {
            if (!line.is(from)) {
                return;
            }
            line.hangUp();
            if (failure.kind() == RtspFailure.Kind.UNAUTHORIZED) {
                // the first stream's login is the same one: it is tried once, and not from here again
                LOG.warn(
                        "Camera {} refuses the login at its main stream",
                        camera.get().id());
                from(Optional.empty());
            } else {
                again();
            }
        });
    }
}
