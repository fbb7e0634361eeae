package id.pantau.camel.routes;

import id.pantau.service.Fact;
import id.pantau.service.FactListener;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Component;

/** Hands every fact to everybody who reads events. Thread-safe. */
@Component(service = {EventBoard.class, FactListener.class})
public final class EventBoard implements FactListener {
    private final Set<Consumer<Fact>> readers = new CopyOnWriteArraySet<>();

    /** @param reader must not block */
    void add(Consumer<Fact> reader) {
        readers.add(reader);
    }

    void remove(Consumer<Fact> reader) {
        readers.remove(reader);
    }

    @Override
    public void happened(Fact fact) {
        readers.forEach(reader -> reader.accept(fact));
    }
}
