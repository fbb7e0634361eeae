package id.pantau.recording;

import id.pantau.service.Fact;
import id.pantau.service.Facts;
import java.time.Duration;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Segment closed → storage, and storage → retention. An exchange holds the fact, never the media. */
@Component(service = RoutesBuilder.class)
public final class RecordingRoutes extends RouteBuilder {
    private static final Duration FIRST_RETENTION = Duration.ofMinutes(1);
    private static final Duration RETENTION_EVERY = Duration.ofHours(1);

    private final Recorder recorder;
    private final Duration first;
    private final Duration every;

    @Activate
    public RecordingRoutes(@Reference Recorder recorder) {
        this(recorder, FIRST_RETENTION, RETENTION_EVERY);
    }

    RecordingRoutes(Recorder recorder, Duration first, Duration every) {
        this.recorder = recorder;
        this.first = first;
        this.every = every;
    }

    @Override
    public void configure() {
        from(Facts.topic(Fact.SEGMENT_CLOSED))
                .routeId(Recorder.PID + "." + Fact.SEGMENT_CLOSED)
                .process(exchange -> recorder.closed(exchange.getMessage().getMandatoryBody(Fact.class)));

        from("timer:" + Recorder.PID + ".retention?delay=" + first.toMillis() + "&period=" + every.toMillis())
                .routeId(Recorder.PID + ".retention")
                .process(exchange -> recorder.deleteOld());
    }
}
