package id.pantau.registry;

import id.pantau.model.Camera;
import id.pantau.service.CameraListener;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Tells every {@link CameraListener} about a changed camera, or that its owner shares it otherwise. */
@Component(
        service = CameraListeners.class,
        reference =
                @Reference(
                        name = Whiteboard.REFERENCE,
                        service = CameraListener.class,
                        cardinality = ReferenceCardinality.MULTIPLE,
                        policy = ReferencePolicy.DYNAMIC))
public final class CameraListeners extends Whiteboard<CameraListener, Camera> {

    @Activate
    public CameraListeners(ComponentContext context) {
        super(listeners(context, CameraListener.class));
    }

    CameraListeners(Supplier<List<CameraListener>> listeners) {
        super(listeners);
    }

    void tellSharing(Camera camera) {
        each(listener -> listener.sharingChanged(camera));
    }

    @Override
    Consumer<CameraListener> call(String id, Optional<Camera> camera) {
        return camera.<Consumer<CameraListener>>map(changed -> listener -> listener.changed(changed))
                .orElse(listener -> listener.removed(id));
    }
}
