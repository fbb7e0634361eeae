package id.pantau.registry;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.osgi.service.component.ComponentContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells every listener of a kind about a changed row. The listeners are looked up when there is something to tell, not
 * bound before: a listener usually needs the very service that tells, and binding would make a circle.
 *
 * @param <L> the kind of listener
 * @param <T> what a row is
 */
abstract class Whiteboard<L, T> {
    /** The name of the reference that finds the listeners. */
    static final String REFERENCE = "listener";

    private static final Logger LOG = LoggerFactory.getLogger(Whiteboard.class);

    private final Supplier<List<L>> listeners;

    Whiteboard(Supplier<List<L>> listeners) {
        this.listeners = listeners;
    }

    static <L> Supplier<List<L>> listeners(ComponentContext context, Class<L> type) {
        return () -> Stream.ofNullable(context.locateServices(REFERENCE))
                .flatMap(Stream::of)
                .map(type::cast)
                .toList();
    }

    /** What a listener is told; the row is empty when it is gone. */
    abstract Consumer<L> call(String id, Optional<T> row);

    /**
     * Tells how a row stands after a change. When another thread changed it again meanwhile, that is told too, so that
     * the last thing a listener hears is how it really stands.
     */
    final void tell(String id, Snapshot<T> table) {
        Optional<T> told;
        do {
            told = table.find(id);
            each(call(id, told));
        } while (!told.equals(table.find(id)));
    }

    final void each(Consumer<L> call) {
        for (L listener : listeners.get()) {
            try {
                call.accept(listener);
            } catch (RuntimeException | LinkageError e) {
                LOG.warn("Listener {} failed", listener.getClass().getName(), e);
            }
        }
    }
}
