package id.pantau.vendor.dialect.onvif;

import id.pantau.onvif.Notification;
import id.pantau.onvif.OnvifDevice;
import id.pantau.onvif.OnvifException;
import id.pantau.onvif.PullPoint;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.Facet;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pulls from one pull point, on a thread of its own, until it is closed or the device ends it. */
final class OnvifSubscription implements Facet.Events.Subscription {
    private static final Logger LOG = LoggerFactory.getLogger(OnvifSubscription.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** A device that does not wait by itself is asked no more often. */
    private static final Duration AT_LEAST = Duration.ofSeconds(1);

    private static final Duration BETWEEN_RENEWALS = Duration.ofSeconds(20);
    private static final int LIMIT = 100;

    private final OnvifDevice device;
    private final PullPoint pullPoint;
    private final Consumer<Notification> onNotice;
    private final Failures failures;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    OnvifSubscription(OnvifDevice device, PullPoint pullPoint, Consumer<Notification> onNotice, Failures failures) {
        this.device = device;
        this.pullPoint = pullPoint;
        this.onNotice = onNotice;
        this.failures = failures;
        this.thread = new Thread(this::run, "onvif-events " + device);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            pull();
        } catch (OnvifException e) {
            // that a login which was good is refused now shows when the platform logs in again
            ended.completeExceptionally(
                    e.kind() == OnvifException.Kind.FORBIDDEN
                            ? new CameraException(CameraException.Kind.PROTOCOL, String.valueOf(e.getMessage()), e)
                            : failures.of(e));
        } catch (InterruptedException e) {
            ended.complete(null);
        } catch (RuntimeException e) {
            ended.completeExceptionally(
                    new CameraException(CameraException.Kind.PROTOCOL, "events of " + device + ": " + e, e));
        } finally {
            ended.complete(null);
            unsubscribe();
        }
    }

    private void pull() throws OnvifException, InterruptedException {
        long renewed = System.nanoTime();
        boolean renewable = true;
        while (closed.getCount() > 0) {
            long asked = System.nanoTime();
            List<Notification> notices = pullPoint.pull(PATIENCE, LIMIT);
            for (Notification notice : notices) {
                if (closed.getCount() > 0) {
                    onNotice.accept(notice);
                }
            }
            long now = System.nanoTime();
            if (notices.isEmpty() && now - asked < AT_LEAST.toNanos()) {
                closed.await(AT_LEAST.toMillis(), TimeUnit.MILLISECONDS);
            }
            if (renewable && now - renewed > BETWEEN_RENEWALS.toNanos()) {
                renewed = now;
                renewable = renew();
            }
        }
    }

    /** @return whether it is worth asking again: with many devices pulling renews by itself, and this does not exist */
    private boolean renew() throws OnvifException, InterruptedException {
        try {
            pullPoint.renew();
            return true;
        } catch (OnvifException e) {
            if (e.kind() == OnvifException.Kind.UNREACHABLE || e.kind() == OnvifException.Kind.UNAUTHORIZED) {
                throw e;
            }
            LOG.debug("{} renews no subscription: {}", device, e.getMessage());
            return false;
        }
    }

    /** A courtesy: the device forgets it by itself. */
    private void unsubscribe() {
        Thread.interrupted();
        try {
            pullPoint.unsubscribe();
        } catch (OnvifException e) {
            LOG.debug("{} was not told that nobody listens: {}", device, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public CompletionStage<Void> ended() {
        return ended;
    }

    @Override
    public void close() {
        if (closed.getCount() > 0) {
            closed.countDown();
            ended.complete(null);
            thread.interrupt();
        }
    }
}
