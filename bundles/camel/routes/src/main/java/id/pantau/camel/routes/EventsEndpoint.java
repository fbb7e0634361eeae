package id.pantau.camel.routes;

import id.pantau.camel.routes.PantauComponent.PantauOptions;
import id.pantau.service.Fact;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/**
 * {@code pantau:events}, the platform's facts, to read from. Options: {@code type}, one or several with commas (all by default);
 * {@code camera}, its id; {@code size}, how many wait for a slow route, 1 to 10,000 (1,000 by default). Each consumer reads by
 * itself: two routes get every fact both.
 */
final class EventsEndpoint extends DefaultEndpoint {
    private static final int LARGEST = 10_000;
    private static final int USUAL = 1_000;

    private final Platform platform;
    private final EventBoard board;
    private final Set<String> types;
    private final String camera;
    private final int size;

    EventsEndpoint(String uri, PantauComponent component, Platform platform, EventBoard board, PantauOptions options) {
        super(uri, component);
        this.platform = platform;
        this.board = board;
        this.types = types(options.text("type"));
        this.camera = options.text("camera");
        this.size = options.number("size", 1, LARGEST, USUAL);
    }

    private static Set<String> types(String text) {
        Set<String> types = Stream.of(text.split(","))
                .map(String::strip)
                .filter(t -> !t.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        types.stream().filter(t -> !t.matches("[a-z-]+")).forEach(t -> {
            throw new IllegalArgumentException(
                    "type is one of a-z and -, such as status-changed, or several with commas, not '" + t + "'");
        });
        return types;
    }

    boolean wants(Fact fact) {
        return (types.isEmpty() || types.contains(fact.type())) && (camera.isEmpty() || camera.equals(fact.camera()));
    }

    int size() {
        return size;
    }

    Platform platform() {
        return platform;
    }

    EventBoard board() {
        return board;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        EventsConsumer consumer = new EventsConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("pantau:events is to read from; nothing can be sent to it");
    }

    @Override
    public boolean isSingleton() {
        return true;
    }
}
