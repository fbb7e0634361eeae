package id.pantau.live;

import id.pantau.model.Camera;
import id.pantau.model.CameraState;
import id.pantau.model.Credentials;
import id.pantau.model.Finding;
import id.pantau.model.Reason;
import id.pantau.rtsp.client.RtspFailure;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.MediaSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one camera's pictures coming, for ever: asks the driver for the stream's address, pulls it, and starts over
 * when it ends. The pull is the platform's own: a driver that leaves, or is updated and names the same address, does
 * not touch it. Loop only, but for {@link #state} and {@link #feed}.
 */
final class CameraSupervisor implements CameraFeed.Events, DriverChoice.Result {
    private static final Logger LOG = LoggerFactory.getLogger(CameraSupervisor.class);

    /** An outage is over once pictures have come for so long. */
    private static final Duration STABLE = Duration.ofSeconds(10);

    /** The RTSP client has its own limits, which are shorter; these are for when they fail. */
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(30);

    private static final Duration SILENCE_MARGIN = Duration.ofSeconds(2);

    private final Surroundings around;
    private final Loop loop;
    private final CameraStatus status;
    private final Outage outage;
    private final DriverChoice choice;
    private final SourceInquiry inquiry;
    private final ClockInquiry clock;
    private final PullLine line;
    private final MainStream main;
    private final Renditions renditions;
    private volatile @Nullable CameraFeed feed;

    private Camera camera;
    private Phase phase = Phase.PREPARING;

    /** Counts the changes of phase, so that an answer to an earlier one is known as such. */
    private long turn;

    private Loop.Timer timer = () -> {};

    private MediaSource.@Nullable Pull source;
    private long sourceDriver;
    private long playingSince;

    CameraSupervisor(Camera camera, Surroundings around) {
        this.camera = camera;
        this.around = around;
        this.loop = around.loop();
        this.outage = new Outage(loop, new Backoff(around.random()));
        this.choice = new DriverChoice(around, this::camera, this);
        this.inquiry = new SourceInquiry(around, this::camera, choice, this::inquired);
        this.clock = new ClockInquiry(around, this::camera, choice);
        this.line = new PullLine(around);
        this.main = new MainStream(around, this::camera, this::feed);
        this.renditions = new Renditions(this::feed, main);
        this.status = new CameraStatus(camera.id(), loop, around.facts(), around.history(), () -> {
            CameraFeed pictures = feed;
            return pictures != null && pictures.fresh(around.silence());
        });
    }

    /** Any thread. */
    CameraState state() {
        return status.state();
    }

    /** Any thread; as {@link CameraStatus#looked}. */
    void looked(List<Finding> findings) {
        status.looked(findings);
    }

    /** Null until there is one. Any thread. */
    @Nullable
    CameraFeed feed() {
        return feed;
    }

    /** Any thread. */
    Renditions renditions() {
        return renditions;
    }

    Camera camera() {
        return camera;
    }

    /** Starts, once the camera has a timeline. */
    void begin(CameraFeed pictures) {
        feed = pictures;
        attemptAfter(Duration.ZERO);
    }

    /** Ends for good. */
    void stop() {
        enter(Phase.STOPPED);
        choice.cancel();
        around.events().forget(camera.id());
        hangUpBoth();
        CameraFeed pictures = feed;
        if (pictures != null) {
            pictures.close();
        }
    }

    /** The registry knows something new about the camera. */
    void changed(Camera is) {
        Camera was = camera;
        camera = is;
        if (phase == Phase.PREPARING || phase == Phase.STOPPED) {
            return;
        }
        boolean elsewhere = !was.endpoint().equals(is.endpoint())
                || !was.vendor().equals(is.vendor())
                || !was.channel().equals(is.channel());
        if (elsewhere) {
            choice.forget();
            around.events().forget(camera.id());
        }
        if (elsewhere || phase == Phase.LOCKED_OUT) {
            restart();
        } else if (line.isOpen()) {
            restartOnNewLogin();
        } else if (phase != Phase.AWAITING_DRIVER) {
            source = null;
            attemptAfter(Duration.ZERO);
        } else if (choice.isGone()) {
            choice.seek();
        }
    }

    /** Moving a camera on the map is no reason to disturb its pictures; a new login is. */
    private void restartOnNewLogin() {
        CameraFeed.Tap mine = line.tap();
        around.logins().read(camera.id(), reading -> {
            if ((mine == line.tap() || phase == Phase.LOCKED_OUT)
                    && reading instanceof Logins.Reading.Found found
                    && !line.used(found.credentials())) {
                restart();
            }
        });
    }

    private void restart() {
        hangUpBoth();
        CameraFeed pictures = feed;
        if (pictures != null) {
            pictures.checks().forget();
        }
        source = null;
        outage.over();
        status.starting();
        attemptAfter(Duration.ZERO);
    }

    /** Something says that the camera is back. */
    void retry() {
        if (phase == Phase.WAITING_TO_RETRY) {
            attemptAfter(Duration.ZERO);
        }
    }

    /** Another driver than before is the best of that make. */
    void driverArrived(String vendor) {
        if (vendor.equals(camera.vendor())) {
            choice.takeBack();
            driverArrived();
        } else if (choice.isSubstitute(vendor)) {
            driverArrived();
        } else if (phase == Phase.AWAITING_DRIVER && choice.isGone()) {
            choice.seek();
        }
    }

    private void driverArrived() {
        if (phase == Phase.AWAITING_DRIVER) {
            if (status.state().reason().equals(Optional.of(Reason.NO_DRIVER))) {
                status.starting();
            }
            attemptAfter(Duration.ZERO);
        } else if (phase == Phase.WAITING_TO_RETRY) {
            source = null;
            attemptAfter(Duration.ZERO);
        } else if (line.isOpen()) {
            inquiry.begin(sourceDriver);
        }
    }

    /** A make has had no driver for longer than an update takes. */
    void driverGone(String vendor) {
        if (vendor.equals(camera.vendor()) || choice.isSubstitute(vendor)) {
            driverGone();
        }
    }

    /** If the camera has had no driver for longer than an update takes, another is sought; its pictures go on meanwhile. */
    void driverGone() {
        if (phase == Phase.PREPARING || phase == Phase.LOCKED_OUT || phase == Phase.STOPPED || !choice.isGone()) {
            return;
        }
        if (!line.isOpen()) {
            enter(Phase.AWAITING_DRIVER);
        }
        choice.seek();
    }

    @Override
    public void found(long driver, Sources sources) {
        if (line.isOpen()) {
            inquired(driver, Optional.of(sources));
        } else if (phase == Phase.AWAITING_DRIVER) {
            outage.over();
            status.starting();
            take(driver, sources);
            attemptAfter(Duration.ZERO);
        }
    }

    @Override
    public void none(String detail) {
        if (phase == Phase.PREPARING || phase == Phase.LOCKED_OUT || phase == Phase.STOPPED) {
            return;
        }
        hangUpBoth();
        source = null;
        outage.over();
        enter(Phase.AWAITING_DRIVER);
        status.down(
                Reason.NO_DRIVER,
                (around.presence().isQuarantined(camera.vendor())
                                ? "the driver " + camera.vendor() + " is in quarantine (vendor:list)"
                                : "no driver called " + camera.vendor() + " is installed")
                        + (detail.isEmpty() ? "" : "; " + detail));
    }

    /** To be called every second. */
    void tick() {
        CameraFeed pictures = feed;
        if (pictures == null || phase == Phase.STOPPED) {
            return;
        }
        if (phase == Phase.PLAYING && !pictures.fresh(around.silence().plus(SILENCE_MARGIN))) {
            hangUp();
            failed(Reason.NO_VIDEO, "pictures have stopped arriving");
        } else if (phase == Phase.CONNECTING && line.isOpen() && line.age().compareTo(CONNECT_LIMIT) > 0) {
            hangUp();
            failed(line.isConnected() ? Reason.NO_VIDEO : Reason.UNREACHABLE, "no picture came in time");
        } else if (phase == Phase.PLAYING && since(playingSince).compareTo(STABLE) >= 0) {
            outage.over();
        }
        if (phase == Phase.PLAYING) {
            status.examine(pictures.checks());
        }
        status.refresh();
        pictures.tidy();
        main.tick();
    }

    private void attemptAfter(Duration delay) {
        long mine = enter(Phase.WAITING_TO_RETRY);
        timer = loop.after(delay, () -> {
            if (mine == turn) {
                timer = loop.after(around.pace().take(loop.nanos()), () -> {
                    if (mine == turn) {
                        connect();
                    }
                });
            }
        });
    }

    private void connect() {
        outage.attempt();
        MediaSource.Pull known = source;
        if (choice.isGone()) {
            driverGone();
        } else if (known != null && outage.length().compareTo(Backoff.FIRST_MINUTE) < 0) {
            pull(known);
        } else {
            askDriver();
        }
    }

    private void askDriver() {
        Optional<DriverPort> driver = choice.driver();
        if (driver.isEmpty()) {
            enter(Phase.AWAITING_DRIVER);
            return;
        }
        long mine = enter(Phase.ASKING_DRIVER);
        around.finder().ask(driver.get(), camera, choice.isAlone(), answer -> {
            if (mine == turn) {
                answered(driver.get().id(), answer);
            }
        });
    }

    private void answered(long driver, Answer<Sources> answer) {
        if (answer instanceof Answer.Gone || isOutdated(driver)) {
            askDriver();
        } else if (answer instanceof Answer.Given<Sources> given) {
            take(driver, given.value());
            pull(given.value().first());
        } else if (answer instanceof Answer.Failed<Sources> failure) {
            if (failure.kind() == CameraException.Kind.UNAUTHORIZED) {
                lockOut(failure.detail());
            } else {
                failed(Reasons.of(failure.kind()), failure.detail());
            }
        } else if (answer instanceof Answer.Faulty<Sources> fault) {
            failed(Reason.PROTOCOL_ERROR, fault.detail());
        }
    }

    private void take(long driver, Sources named) {
        source = named.first();
        sourceDriver = driver;
        served(named);
    }

    private void served(Sources named) {
        main.from(named.main());
        clock.possible(named.tellsTime());
        choice.served(named);
        choice.driver()
                .filter(present -> present.id() == sourceDriver)
                .ifPresent(present -> around.events().served(camera, present, named.tellsEvents()));
    }

    private boolean isOutdated(long driver) {
        return choice.driver().filter(present -> present.id() != driver).isPresent();
    }

    private void pull(MediaSource.Pull from) {
        long mine = enter(Phase.CONNECTING);
        CameraFeed pictures = feed;
        if (pictures == null) {
            return;
        }
        line.open(camera.id(), from.uri(), pictures, this, () -> mine == turn, new PullLine.Unopened() {
            @Override
            public void withoutLogin(String detail) {
                failed(Reason.UNREACHABLE, detail);
            }

            @Override
            public void badAddress() {
                hangUp();
                source = null;
                failed(Reason.PROTOCOL_ERROR, "the stream address that the driver names cannot be opened");
            }
        });
    }

    @Override
    public void connected(CameraFeed.Tap from) {
        loop.execute(() -> {
            if (line.is(from)) {
                line.connected();
            }
        });
    }

    @Override
    public void pictured(CameraFeed.Tap from) {
        loop.execute(() -> {
            if (line.is(from)) {
                enter(Phase.PLAYING);
                playingSince = loop.nanos();
                status.picture();
                clock.begin(from.checks());
                if (isOutdated(sourceDriver)) {
                    inquiry.begin(sourceDriver);
                }
            }
        });
    }

    @Override
    public void ended(CameraFeed.Tap from, RtspFailure failure) {
        loop.execute(() -> {
            if (line.is(from)) {
                hangUp();
                ended(failure);
            }
        });
    }

    private void ended(RtspFailure failure) {
        if (failure.kind() == RtspFailure.Kind.UNAUTHORIZED) {
            lockOut(redacted(failure));
            return;
        }
        if (failure.kind() == RtspFailure.Kind.PROTOCOL || failure.kind() == RtspFailure.Kind.UNSUPPORTED) {
            source = null;
        }
        failed(Reasons.of(failure.kind(), line.isConnected()), redacted(failure));
    }

    private String redacted(RtspFailure failure) {
        return new Login(camera.endpoint(), Credentials.NONE).redact(failure.message());
    }

    private void failed(Reason reason, String detail) {
        boolean played = phase == Phase.PLAYING;
        if (played) {
            status.interrupted(reason, detail);
        } else {
            status.trouble(reason, detail);
        }
        attemptAfter(outage.failed(played, reason == Reason.UNSUPPORTED_CODEC));
    }

    private void lockOut(String detail) {
        if (choice.isSubstituted()) {
            choice.giveUp(); // it is for the camera's own driver to find out whether the login is wrong
            none("the driver that took its place is refused: " + detail);
            return;
        }
        hangUpBoth();
        enter(Phase.LOCKED_OUT);
        status.down(Reason.UNAUTHORIZED, detail);
    }

    private void inquired(long driver, Optional<Sources> named) {
        sourceDriver = driver;
        named.ifPresent(sources -> {
            served(sources);
            if (!sources.first().equals(source)) {
                LOG.info("The driver of camera {} names another stream address", camera.id());
                hangUp();
                source = sources.first();
                outage.attempt();
                pull(sources.first());
            }
        });
    }

    /** Also forgets where the main stream comes from: it is not to be pulled before a driver names it again. */
    private void hangUpBoth() {
        hangUp();
        main.from(Optional.empty());
    }

    private void hangUp() {
        inquiry.cancel();
        clock.cancel();
        line.hangUp();
    }

    private long enter(Phase next) {
        timer.cancel();
        phase = next;
        return ++turn;
    }

    private Duration since(long nanos) {
        return Duration.ofNanos(loop.nanos() - nanos);
    }
}
