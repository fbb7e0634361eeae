package id.pantau.registry;

import id.pantau.model.View;
import id.pantau.service.ViewListener;
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

/** Tells every {@link ViewListener} about a view that was approved or has changed. */
@Component(
        service = ViewListeners.class,
        reference =
                @Reference(
                        name = Whiteboard.REFERENCE,
                        service = ViewListener.class,
                        cardinality = ReferenceCardinality.MULTIPLE,
                        policy = ReferencePolicy.DYNAMIC))
public final class ViewListeners extends Whiteboard<ViewListener, View> {

    @Activate
    public ViewListeners(ComponentContext context) {
        super(listeners(context, ViewListener.class));
    }

    ViewListeners(Supplier<List<ViewListener>> listeners) {
        super(listeners);
    }

    @Override
    Consumer<ViewListener> call(String camera, Optional<View> view) {
        return listener -> listener.changed(view.orElseGet(() -> View.none(camera)));
    }
}
