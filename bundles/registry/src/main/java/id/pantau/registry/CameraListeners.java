package id.pantau.registry;

import id.pantau.model.Camera;
import id.pantau.service.CameraListener;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells every {@link CameraListener} about a changed camera. The listeners are looked up when there is something to
 * tell, not bound before: a listener usually needs {@link id.pantau.service.Cameras} itself, and binding would make a
 * circle.
 */
@Component(
        service = CameraListeners.class,
        reference =
                @Reference(
                        name = "listener",
                        service = CameraListener.class,
                        cardinality = ReferenceCardinality.MULTIPLE,
                        policy = ReferencePolicy.DYNAMIC))
public final class CameraListeners {
    private static final Logger LOG = LoggerFactory.getLogger(CameraListeners.class);

    private final Supplier<List<CameraListener>> listeners;

    @Activate
    public CameraListeners(ComponentContext context) {
        this(() -> Stream.ofNullable(context.locateServices("listener"))
                .flatMap(Stream::of)
                .map(CameraListener.class::cast)
                .toList());
    }

    CameraListeners(Supplier<List<CameraListener>> listeners) {
        this.listeners = listeners;
    }

    /**
     * Tells how a camera stands after a change. When another thread changed it again meanwhile, that is told too, so
     * that the last thing a listener hears is how the camera really stands.
     */
    void tell(String id, Snapshot<Camera> cameras) {
        Optional<Camera> told;
        do {
            told = cameras.find(id);
            if (told.isPresent()) {
                Camera camera = told.get();
                each(listener -> listener.changed(camera));
            } else {
                each(listener -> listener.removed(id));
            }
        } while (!told.equals(cameras.find(id)));
    }

    private void each(Consumer<CameraListener> call) {
        for (CameraListener listener : listeners.get()) {
            try {
                call.accept(listener);
            } catch (RuntimeException | LinkageError e) {
                LOG.warn("Camera listener {} failed", listener.getClass().getName(), e);
            }
        }
    }
}
