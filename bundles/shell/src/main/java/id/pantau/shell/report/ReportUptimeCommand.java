package id.pantau.shell.report;

import id.pantau.model.Camera;
import id.pantau.model.Partner;
import id.pantau.model.Point;
import id.pantau.model.Reason;
import id.pantau.model.Uptime;
import id.pantau.service.Cameras;
import id.pantau.service.History;
import id.pantau.service.Partners;
import id.pantau.service.Points;
import id.pantau.shell.ListCommand;
import id.pantau.shell.Listing;
import id.pantau.shell.Services;
import id.pantau.shell.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** How long cameras were live. */
@Service
@Command(
        scope = "report",
        name = "uptime",
        description = "Reports how long cameras were live, degraded, offline, or not known, over a period")
public final class ReportUptimeCommand extends ListCommand {
    private static final Duration USUAL = Duration.ofDays(30);

    @Option(name = "--from", description = "The first day or time, " + Times.FORMS + "; 30 days back when not named")
    private String from = "";

    @Option(name = "--to", description = "The last day, or the time until which; now when not named")
    private String to = "now";

    @Option(name = "--by", description = "camera, point, partner or sponsor")
    @Completion(ByCompleter.class)
    private String by = "camera";

    @Override
    protected Listing<?> listing(Services services) {
        Uptime.By kind = ByCompleter.parse("--by", by);
        Instant end = Times.end("--to", to);
        Instant begin = from.isEmpty() ? end.minus(USUAL) : Times.begin("--from", from);
        if (!begin.isBefore(end)) {
            throw new IllegalArgumentException("--from is not before --to");
        }
        Map<String, String> names = names(services, kind);
        return new Listing<>(services.get(History.class).uptime(begin, end, kind))
                .column("subject", Uptime::subject)
                .column("name", u -> names.getOrDefault(u.subject(), ""))
                .column("cameras", Uptime::cameras)
                .column("livePercent", ReportUptimeCommand::percent)
                .column("degradedHours", u -> hours(u.degraded()))
                .column("offlineHours", u -> hours(u.offline()))
                .column("unknownHours", u -> hours(u.unknown()))
                .column("worstReason", u -> u.worst().map(Reason::code))
                .detail("liveSeconds", u -> u.live().toSeconds())
                .detail("degradedSeconds", u -> u.degraded().toSeconds())
                .detail("offlineSeconds", u -> u.offline().toSeconds())
                .detail("unknownSeconds", u -> u.unknown().toSeconds())
                .detail("secondsByReason", ReportUptimeCommand::reasons);
    }

    private static Map<String, String> names(Services services, Uptime.By kind) {
        return switch (kind) {
            case CAMERA ->
                services.get(Cameras.class).all().stream().collect(Collectors.toMap(Camera::id, Camera::name));
            case POINT -> services.get(Points.class).all().stream().collect(Collectors.toMap(Point::id, Point::name));
            case PARTNER ->
                services.get(Partners.class).all().stream().collect(Collectors.toMap(Partner::name, Partner::title));
            case SPONSOR -> Map.of();
        };
    }

    /** With two decimals, rounded down so that 100 means always; empty when nothing counts. */
    private static Optional<Double> percent(Uptime uptime) {
        long counted = uptime.counted().toMillis();
        return counted == 0 ? Optional.empty() : Optional.of(uptime.live().toMillis() * 10_000 / counted / 100.0);
    }

    private static double hours(Duration duration) {
        return Math.round(duration.toSeconds() / 36.0) / 100.0;
    }

    private static Map<String, Long> reasons(Uptime uptime) {
        Map<String, Long> seconds = new TreeMap<>();
        uptime.byReason().forEach((reason, duration) -> seconds.put(reason.code(), duration.toSeconds()));
        return seconds;
    }
}
