package id.pantau.camel.routes;

import id.pantau.camel.routes.PantauComponent.PantauOptions;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.ScheduledPollEndpoint;

/**
 * {@code pantau:segments}, a camera's recorded segments to read from, oldest first, each once. Options: {@code camera}, its id; {@code
 * from} and {@code to}, ISO 8601, by default from now on and without an end; {@code seconds}, how often it looks for new ones, 1 to
 * 3,600 (10 by default). The body is a stream of an MP4 file that plays by itself, with its times in the headers PantauStart and
 * PantauEnd. Owners' agreements are asked for every segment. A segment whose route failed comes again at the next look.
 */
final class SegmentsEndpoint extends ScheduledPollEndpoint {
    private static final int LONGEST_PAUSE = 3_600;
    private static final int USUAL_PAUSE = 10;

    private final Platform platform;
    private final String camera;
    private final Instant from;
    private final Instant to;
    private final Duration pause;

    SegmentsEndpoint(String uri, PantauComponent component, Platform platform, PantauOptions options) {
        super(uri, component);
        this.platform = platform;
        this.camera = options.text("camera");
        if (!camera.matches("[a-z0-9]{1,64}")) {
            throw new IllegalArgumentException("camera is the id of a camera, 1 to 64 of a-z and 0-9");
        }
        this.from = instant(options, "from", Instant.now());
        this.to = instant(options, "to", Instant.MAX);
        if (!to.isAfter(from)) {
            throw new IllegalArgumentException("to is later than from, which is " + from);
        }
        this.pause = Duration.ofSeconds(options.number("seconds", 1, LONGEST_PAUSE, USUAL_PAUSE));
    }

    private static Instant instant(PantauOptions options, String name, Instant otherwise) {
        String text = options.text(name);
        return text.isEmpty()
                ? otherwise
                : options.parsed(name, text, Instant::parse, "a time such as 2026-11-29T12:00:00Z");
    }

    Platform platform() {
        return platform;
    }

    String camera() {
        return camera;
    }

    Instant from() {
        return from;
    }

    Instant to() {
        return to;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        SegmentsConsumer consumer = new SegmentsConsumer(this, processor);
        configureConsumer(consumer);
        consumer.setDelay(pause.toMillis());
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("pantau:segments is to read from; nothing can be sent to it");
    }
}
