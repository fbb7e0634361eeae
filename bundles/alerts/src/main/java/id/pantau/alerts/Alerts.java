package id.pantau.alerts;

import id.pantau.alerts.AlertDesk.Record;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** All alerts, for the console. Thread-safe. */
@Component(service = Alerts.class)
public final class Alerts {
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private final List<Alert> present = new CopyOnWriteArrayList<>();

    /**
     * One alert.
     *
     * @param channel empty when its configuration was refused and it does nothing
     * @param sent messages since it started
     * @param failed tries
     * @param givenUp messages; what they said goes into the next one
     * @param open cameras that are told to be in trouble, or wait to be
     * @param problem empty when all is well
     */
    public record Info(
            String name,
            String channel,
            long sent,
            long failed,
            long givenUp,
            int open,
            Optional<Instant> last,
            String problem) {}

    /** By name. */
    public List<Info> all() {
        return present.stream()
                .sorted(Comparator.comparing(Alert::name))
                .map(Alerts::info)
                .toList();
    }

    private static Info info(Alert alert) {
        Record record = alert.record();
        String channel = alert.settings()
                .map(s -> s.channel().name().toLowerCase(Locale.ROOT))
                .orElse("");
        return new Info(
                alert.name(),
                channel,
                record.sent(),
                record.failed(),
                record.givenUp(),
                record.open(),
                record.last(),
                alert.problem());
    }

    /**
     * Sends a message that says that it is only a test, and waits for it.
     *
     * @throws NoSuchElementException when there is no such alert
     * @throws Exception why it was not accepted
     */
    public void test(String name) throws Exception {
        present.stream()
                .filter(a -> a.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("there is no alert " + name))
                .test();
    }
}
