package id.pantau.live;

import id.pantau.model.Camera;
import id.pantau.model.Credentials;
import id.pantau.spi.vendor.CameraDriver;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.DeviceEvent;
import id.pantau.spi.vendor.Facet;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session with a device, on which its events come. Opened and closed on the driver's threads; once it is closed nothing
 * more comes out of it, whatever the driver still does. Thread-safe.
 */
final class EventLine implements DriverPort.Call<Boolean>, DriverPort.Held {
    private static final Logger LOG = LoggerFactory.getLogger(EventLine.class);

    /** In a second; no device notices so much, and a network brings it from none. */
    private static final int FLOOD = 1000;

    private static final int MOST_PENDING = 200;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final DriverPort port;
    private final Errand errand;
    private final Login login;
    private final Loop loop;
    private final Listener listener;
    private final AtomicInteger pending = new AtomicInteger();
    private volatile boolean closed;
    private long second;
    private int inSecond;
    private @Nullable Runnable hangUp;

    /** Told on the loop, and nothing after {@link #close}. */
    interface Listener {
        void event(DeviceEvent event);

        /** The device, or what is wrong with its driver, ended the line. */
        void ended(EventLine line);
    }

    EventLine(DriverPort port, Camera camera, Credentials credentials, Loop loop, Listener listener) {
        this.port = port;
        this.errand = Errand.visit(camera.endpoint());
        this.login = new Login(camera.endpoint(), credentials);
        this.loop = loop;
        this.listener = listener;
    }

    /** @param then told on any thread whether the device tells events at all */
    void open(Consumer<Answer<Boolean>> then) {
        port.call(errand, this, then);
    }

    @Override
    public Boolean on(CameraDriver driver) throws CameraException, InterruptedException {
        CameraSession session = login.open(driver);
        boolean opened = false;
        try {
            Optional<Facet.Events> events = Login.ability(session, Facet.Events.class);
            if (events.isPresent()) {
                Facet.Events.Subscription subscription = events.get().subscribe(this::arrived);
                if (subscription == null || subscription.ended() == null) {
                    throw new DriverFault("the driver's subscription to events is nothing");
                }
                subscription.ended().whenComplete((done, problem) -> end());
                opened = keep(() -> {
                    subscription.close();
                    Login.close(session);
                });
            }
            return opened;
        } finally {
            if (!opened) {
                Login.close(session);
            }
        }
    }

    /** When the line was given up while it was being opened, it is closed at once, and counts as opened all the same. */
    private boolean keep(Runnable close) {
        synchronized (this) {
            hangUp = close;
        }
        if (!port.hold(this) || closed) {
            hangUp();
        }
        return true;
    }

    @Override
    public void hangUp() {
        Runnable close;
        synchronized (this) {
            closed = true;
            close = hangUp;
            hangUp = null;
        }
        if (close != null) {
            close.run();
        }
    }

    @Override
    public synchronized void forget() {
        closed = true;
        hangUp = null;
    }

    /** On the driver's thread. */
    private void arrived(DeviceEvent event) {
        if (closed) {
            return;
        }
        if (event == null) {
            port.misbehaved(errand, "the driver told an event that is none", false);
        } else if (floods()) {
            LOG.warn(
                    "Driver {} tells more than {} events in a second of one device; the line is closed",
                    port.vendor(),
                    FLOOD);
            port.misbehaved(errand, "it told more than " + FLOOD + " events in a second", true);
            end();
        } else if (pending.incrementAndGet() <= MOST_PENDING) {
            loop.execute(() -> {
                pending.decrementAndGet();
                if (!closed) {
                    listener.event(event);
                }
            });
        } else {
            pending.decrementAndGet();
        }
    }

    private synchronized boolean floods() {
        long now = loop.nanos();
        if (now - second >= SECOND) {
            second = now;
            inSecond = 0;
        }
        return ++inSecond > FLOOD;
    }

    private void end() {
        if (!closed) {
            close();
            loop.execute(() -> listener.ended(this));
        }
    }

    /** Returns at once; the driver closes its side on its own threads, unless it has left. */
    void close() {
        closed = true;
        port.letGo(this);
    }

    /** {@code text} without the password that it may repeat. */
    String withoutSecrets(String text) {
        return login.withoutPassword(text);
    }
}
