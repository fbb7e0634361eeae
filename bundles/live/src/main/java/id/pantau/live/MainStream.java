package id.pantau.live;

import id.pantau.model.Camera;
import id.pantau.rtsp.client.RtspFailure;
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
 * status, which is the first stream's. Loop only, but for {@link #ask} and {@link #feed}.
 */
final class MainStream implements CameraFeed.Events {
    private static final Logger LOG = LoggerFactory.getLogger(MainStream.class);
    private static final Duration SILENCE_MARGIN = Duration.ofSeconds(2);

    private final Surroundings around;
    private final Supplier<Camera> camera;
    private final PullLine line;
    private final Backoff backoff;
    private volatile @Nullable CameraFeed feed;
    private volatile MediaSource.@Nullable Pull source;
    private volatile boolean wanted;
    private volatile long askedAt;

    /** Counts the starts, so that a feed or a login that comes too late for one is known as such. */
    private long turn;

    private Loop.Timer timer = () -> {};
    private @Nullable Long outageSince;

    MainStream(Surroundings around, Supplier<Camera> camera) {
        this.around = around;
        this.camera = camera;
        this.line = new PullLine(around);
        this.backoff = new Backoff(around.random());
    }

    /** Somebody wants to see it. Any thread. */
    void ask() {
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
        if (is == null) {
            end();
        } else if (line.isOpen()) {
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
        if (sinceAsked().compareTo(around.linger()) >= 0) {
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
        around.feeds().open(timeline(camera.get().id()), camera.get().id(), made -> {
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
        around.logins().read(camera.get().id(), reading -> {
            CameraFeed pictures = feed;
            MediaSource.Pull from = source;
            if (mine != turn || pictures == null || from == null) {
                return;
            }
            if (reading instanceof Logins.Reading.Found found) {
                try {
                    line.open(from.uri(), found.credentials(), pictures, this);
                } catch (IllegalArgumentException | IllegalStateException e) {
                    LOG.warn(
                            "The main stream of camera {} cannot be pulled: {}",
                            camera.get().id(),
                            e.getClass().getName());
                    end();
                }
            } else {
                again();
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
