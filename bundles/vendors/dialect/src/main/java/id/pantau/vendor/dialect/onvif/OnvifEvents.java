package id.pantau.vendor.dialect.onvif;

import id.pantau.onvif.EventService;
import id.pantau.onvif.OnvifDevice;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.DeviceEvent;
import id.pantau.spi.vendor.Facet;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** What a device notices, by pull points, each with a thread of its own. */
public final class OnvifEvents implements Facet.Events {
    /** After which a device forgets a subscription of a platform that went away. */
    private static final Duration LIFE = Duration.ofSeconds(60);

    private final OnvifDevice device;
    private final EventService events;
    private final EventNames names;
    private final Failures failures;
    private final Set<OnvifSubscription> open = ConcurrentHashMap.newKeySet();

    public OnvifEvents(OnvifDevice device, EventService events, EventNames names, Failures failures) {
        this.device = device;
        this.events = events;
        this.names = names;
        this.failures = failures;
    }

    @Override
    public Subscription subscribe(Consumer<DeviceEvent> onEvent) throws CameraException, InterruptedException {
        OnvifSubscription subscription = new OnvifSubscription(
                device,
                failures.told(() -> events.subscribe(LIFE)),
                notice -> onEvent.accept(names.of(notice, device.clockAhead())),
                failures);
        open.add(subscription);
        subscription.ended().whenComplete((nothing, problem) -> open.remove(subscription));
        subscription.start();
        return subscription;
    }

    /** Ends all that are open. */
    public void close() {
        open.forEach(OnvifSubscription::close);
    }
}
