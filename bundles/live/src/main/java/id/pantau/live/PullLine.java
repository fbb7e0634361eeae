package id.pantau.live;

import id.pantau.model.Credentials;
import id.pantau.rtsp.client.RtspPull;
import java.net.URI;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one connection to a camera, while there is one. Loop only. */
final class PullLine {
    private static final Logger LOG = LoggerFactory.getLogger(PullLine.class);

    private final Surroundings around;
    private @Nullable CameraFeed feed;
    private CameraFeed.@Nullable Tap tap;
    private @Nullable RtspPull pull;
    private boolean connected;
    private long openedAt;
    private String loginMark = "";

    PullLine(Surroundings around) {
        this.around = around;
    }

    /** What keeps a connection from being tried. */
    interface Unopened {
        /** @param detail for operators */
        void withoutLogin(String detail);

        /** The address cannot be pulled from, or pulling has ended for all. */
        void badAddress();
    }

    /**
     * Reads the login and connects, instead of what was connected before.
     *
     * @param wanted whether that is still wanted once the login is read
     */
    void open(
            String camera,
            URI uri,
            CameraFeed into,
            CameraFeed.Events events,
            BooleanSupplier wanted,
            Unopened unopened) {
        around.logins().read(camera, reading -> {
            if (!wanted.getAsBoolean()) {
                return;
            }
            if (reading instanceof Logins.Reading.Found found) {
                try {
                    open(uri, found.credentials(), into, events);
                } catch (IllegalArgumentException | IllegalStateException e) {
                    LOG.warn(
                            "Camera {} cannot be pulled: {}",
                            camera,
                            e.getClass().getName());
                    hangUp();
                    unopened.badAddress();
                }
            } else if (reading instanceof Logins.Reading.Lost lost) {
                unopened.withoutLogin(lost.detail());
            }
        });
    }

    private void open(URI uri, Credentials credentials, CameraFeed into, CameraFeed.Events events) {
        hangUp();
        connected = false;
        openedAt = around.loop().nanos();
        loginMark = around.logins().mark(credentials);
        feed = into;
        CameraFeed.Tap opened = into.tap(events);
        tap = opened;
        pull = around.pulls().open(uri, credentials, into.hears(), opened);
    }

    /** Ends the connection; what it still brings is not heard. Harmless when there is none. */
    void hangUp() {
        if (feed != null) {
            feed.detach();
        }
        feed = null;
        tap = null;
        RtspPull open = pull;
        pull = null;
        if (open != null) {
            open.close();
        }
    }

    /** Null when there is no connection. */
    CameraFeed.@Nullable Tap tap() {
        return tap;
    }

    boolean isOpen() {
        return tap != null;
    }

    /** Whether that is the connection of now. */
    boolean is(CameraFeed.Tap other) {
        return other == tap;
    }

    /** The camera plays. */
    void connected() {
        connected = true;
    }

    boolean isConnected() {
        return connected;
    }

    /** Whether the newest connection was made with this login. */
    boolean used(Credentials credentials) {
        return around.logins().mark(credentials).equals(loginMark);
    }

    Duration age() {
        return Duration.ofNanos(around.loop().nanos() - openedAt);
    }
}
