package id.pantau.registry;

import id.pantau.service.SubmissionListener;
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

/** Tells every {@link SubmissionListener} that a receipt changed. */
@Component(
        service = SubmissionListeners.class,
        reference =
                @Reference(
                        name = Whiteboard.REFERENCE,
                        service = SubmissionListener.class,
                        cardinality = ReferenceCardinality.MULTIPLE,
                        policy = ReferencePolicy.DYNAMIC))
public final class SubmissionListeners extends Whiteboard<SubmissionListener, String> {

    @Activate
    public SubmissionListeners(ComponentContext context) {
        super(listeners(context, SubmissionListener.class));
    }

    SubmissionListeners(Supplier<List<SubmissionListener>> listeners) {
        super(listeners);
    }

    void tell(RowTable.Place place) {
        each(call(place.receipt(), Optional.of(place.partner())));
    }

    @Override
    Consumer<SubmissionListener> call(String receipt, Optional<String> partner) {
        return listener -> listener.changed(partner.orElseThrow(), receipt);
    }
}
