package id.pantau.vendor.push;

import id.pantau.service.Cameras;
import id.pantau.service.Live;
import java.net.URI;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the platform that a camera's stream is there: it would find out by itself, but up to half a minute later.
 * Thread-safe.
 */
@Component(service = Herald.class)
public final class Herald {
    private static final Logger LOG = LoggerFactory.getLogger(Herald.class);
    private static final int MOST_WAITING = 4096;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Cameras cameras;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Live live;

    /** The registry may take its time; what does not find room is told again later anyway. */
    final ThreadPoolExecutor voice;

    @Activate
    public Herald() {
        voice = new ThreadPoolExecutor(
                1,
                1,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                task -> {
                    Thread thread = new Thread(task, "push-herald");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        voice.allowCoreThreadTimeOut(true);
    }

    @Deactivate
    void close() {
        voice.shutdownNow();
    }

    /** Returns at once. */
    void tell(String name, URI address) {
        voice.execute(() -> {
            Cameras registered = cameras;
            Live player = live;
            if (registered == null || player == null) {
                return;
            }
            try {
                registered.all().stream()
                        .filter(camera -> camera.endpoint().uri().equals(address))
                        .forEach(camera -> player.returned(camera.id()));
            } catch (RuntimeException e) {
                LOG.warn("push {}: the platform cannot be told that it is there: {}", name, e.toString());
            }
        });
    }
}
