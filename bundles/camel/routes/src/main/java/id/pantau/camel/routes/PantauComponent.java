package id.pantau.camel.routes;

import java.time.DateTimeException;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code pantau:}, what Pantau offers to routes: {@code pantau:submit?partner=NAME}, {@code pantau:events?type=…}, {@code
 * pantau:snapshot?camera=ID} and {@code pantau:segments?camera=ID&from=…&to=…}. One instance for each context; as a service it is that of the context in which bundles' routes run.
 */
@Component(service = org.apache.camel.Component.class, property = "camel.scheme=" + PantauComponent.SCHEME)
public final class PantauComponent extends DefaultComponent {
    static final String SCHEME = "pantau";

    private final Platform platform;
    private final EventBoard board;

    @Activate
    public PantauComponent(@Reference Platform platform, @Reference EventBoard board) {
        this.platform = platform;
        this.board = board;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        PantauOptions options = new PantauOptions(getCamelContext(), parameters);
        return switch (remaining) {
            case "submit" -> new SubmitEndpoint(uri, this, platform, options);
            case "events" -> new EventsEndpoint(uri, this, platform, board, options);
            case "snapshot" -> new SnapshotEndpoint(uri, this, platform, options);
            case "segments" -> new SegmentsEndpoint(uri, this, platform, options);
            default ->
                throw new IllegalArgumentException("there is no pantau:" + remaining
                        + ", but pantau:submit, pantau:events, pantau:snapshot and pantau:segments");
        };
    }

    /** An endpoint's options, each taken once; Camel refuses those that are left over. */
    record PantauOptions(org.apache.camel.CamelContext context, Map<String, Object> parameters) {
        String text(String name) {
            Object value = parameters.remove(name);
            return value == null ? "" : value.toString().strip();
        }

        int number(String name, int least, int most, int otherwise) {
            String text = text(name);
            int value = text.isEmpty() ? otherwise : parsed(name, text, Integer::valueOf, "a number");
            if (value < least || value > most) {
                throw new IllegalArgumentException(name + " is from " + least + " to " + most + ", not " + value);
            }
            return value;
        }

        <T> T parsed(String name, String text, Function<String, T> parser, String kind) {
            try {
                return parser.apply(text);
            } catch (IllegalArgumentException | DateTimeException parsersWordsSayLess) {
                throw new IllegalArgumentException(name + " is " + kind + ", not '" + text + "'");
            }
        }
    }
}
