package id.pantau.shell.camera;

import id.pantau.model.Reason;
import id.pantau.model.StatusChange;
import id.pantau.service.History;
import id.pantau.shell.ListCommand;
import id.pantau.shell.Listing;
import id.pantau.shell.Services;
import id.pantau.shell.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** What a camera showed. */
@Service
@Command(
        scope = "camera",
        name = "history",
        description = "Lists what a camera showed, newest first: since when, how long, and why it was not live")
public final class CameraHistoryCommand extends ListCommand {
    private static final Duration USUAL = Duration.ofDays(30);
    private static final int MOST = 10_000;

    @Argument(name = "camera", description = "The camera's id", required = true)
    @Completion(CameraCompleter.class)
    private String id = "";

    @Option(name = "--from", description = "The first day or time, " + Times.FORMS + "; 30 days back when not named")
    private String from = "";

    @Option(name = "--to", description = "The last day, or the time until which; now when not named")
    private String to = "now";

    @Option(name = "--limit", aliases = "-n", description = "How many rows, 1 to 10000")
    private int limit = 100;

    @Override
    protected Listing<?> listing(Services services) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("--limit is 1 to " + MOST);
        }
        CameraView.camera(services, id);
        Instant end = Times.end("--to", to);
        Instant begin = from.isEmpty() ? end.minus(USUAL) : Times.begin("--from", from);
        if (!begin.isBefore(end)) {
            throw new IllegalArgumentException("--from is not before --to");
        }
        Instant now = Instant.now();
        return new Listing<>(
                        lines(services.get(History.class).of(id, begin, end, limit), end.isBefore(now) ? end : now))
                .column("since", line -> line.change().at())
                .column("lasted", line -> words(line.lasted()))
                .column("status", line -> line.change().status().code())
                .column("reason", line -> line.change().reason().map(Reason::code))
                .column("detail", line -> line.change().detail())
                .detail("seconds", line -> line.lasted().toMillis() / 1000.0)
                .detail(
                        "meaning",
                        line -> line.change()
                                .reason()
                                .map(r -> text(r.text().id(), r.text().en())))
                .detail(
                        "nextStep",
                        line -> line.change()
                                .reason()
                                .map(r -> text(r.nextStep().id(), r.nextStep().en())));
    }

    private record Line(StatusChange change, Duration lasted) {}

    /** Each row lasts until the next one, the newest until the end. */
    private static List<Line> lines(List<StatusChange> newestFirst, Instant end) {
        List<Line> lines = new ArrayList<>();
        Instant next = end;
        for (StatusChange change : newestFirst) {
            lines.add(new Line(change, Duration.between(change.at(), next)));
            next = change.at();
        }
        return lines;
    }

    private static Map<String, String> text(String id, String en) {
        return Map.of("id", id, "en", en);
    }

    /** The two largest units, such as {@code 3 d 4 h}. */
    private static String words(Duration lasted) {
        if (lasted.toDays() > 0) {
            return lasted.toDays() + " d " + lasted.toHoursPart() + " h";
        }
        if (lasted.toHours() > 0) {
            return lasted.toHours() + " h " + lasted.toMinutesPart() + " min";
        }
        return lasted.toMinutes() > 0
                ? lasted.toMinutes() + " min " + lasted.toSecondsPart() + " s"
                : lasted.toSeconds() + " s";
    }
}
