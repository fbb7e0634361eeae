package id.pantau.shell.camera;

import id.pantau.model.Camera;
import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.model.StreamProfile;
import id.pantau.service.Cameras;
import id.pantau.service.Drivers;
import id.pantau.service.Drivers.DeviceReport;
import id.pantau.service.Drivers.ProbeReport;
import id.pantau.shell.ListCommand;
import id.pantau.shell.Listing;
import id.pantau.shell.PasswordReader;
import id.pantau.shell.Services;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.ProbeResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/**
 * What each driver says of an address; with a login, what the device offers beyond that and what to change there. Only the
 * chosen driver gets the login, and tries it once.
 */
@Service
@Command(
        scope = "camera",
        name = "probe",
        description =
                "Asks every driver whether it can serve a camera or an address; with --user, the chosen one logs in"
                        + " once and says what the device offers")
public final class CameraProbeCommand extends ListCommand {

    @Argument(
            name = "camera",
            description = "A camera's id, or an address such as rtsp://10.20.0.7/ch1",
            required = true)
    @Completion(CameraCompleter.class)
    private String target = "";

    @Option(name = "--user", description = "The device's user name; the password is asked for", valueToShowInHelp = "")
    private String user = "";

    @Option(
            name = "--password-file",
            description = "Reads the password from this file's first line, on the server",
            valueToShowInHelp = "")
    private String file = "";

    @Option(name = "--password-stdin", description = "Reads the password from the first line of the standard input")
    private boolean stdin;

    /** A line of the answer with a login. */
    private record Finding(String what, String found) {}

    @Override
    protected Listing<?> listing(Services services) throws Exception {
        Endpoint endpoint =
                services.get(Cameras.class).find(target).map(Camera::endpoint).orElseGet(() -> Endpoint.parse(target));
        if (user.isEmpty() && (stdin || !file.isEmpty())) {
            throw new IllegalArgumentException("a password needs a --user");
        }
        Drivers drivers = services.get(Drivers.class);
        ProbeReport report = drivers.probe(endpoint);
        return user.isEmpty() ? answers(report) : findings(drivers, endpoint, report);
    }

    private static Listing<?> answers(ProbeReport report) {
        List<Answer> answers = new ArrayList<>();
        report.answers()
                .forEach((vendor, result) -> answers.add(new Answer(
                        vendor, answer(result), detail(result), report.chosen().equals(Optional.of(vendor)))));
        report.faults().forEach((vendor, fault) -> {
            if (!report.answers().containsKey(vendor)) {
                answers.add(new Answer(vendor, "failed", fault, false));
            }
        });
        return new Listing<>(answers)
                .column("vendor", Answer::vendor)
                .column("answer", Answer::answer)
                .column("detail", Answer::detail)
                .column("chosen", Answer::chosen);
    }

    /** What one driver said. */
    private record Answer(String vendor, String answer, String detail, boolean chosen) {}

    private Listing<?> findings(Drivers drivers, Endpoint endpoint, ProbeReport report)
            throws IOException, CameraException, InterruptedException {
        String vendor = report.chosen()
                .orElseThrow(() -> new IllegalStateException(
                        report.unreachable()
                                ? "nothing answers there"
                                : "no driver recognises what answers there; see camera:probe without --user"));
        String password =
                new PasswordReader(session(), file, stdin).read("Password of " + user + " at the device", false);
        DeviceReport device = drivers.inspect(vendor, endpoint, new Credentials(user, password));
        List<Finding> findings = new ArrayList<>();
        report.answers()
                .forEach((name, result) -> findings.add(new Finding(
                        "driver " + name,
                        (name.equals(vendor) ? "chosen; " : "") + answer(result) + " " + detail(result))));
        report.faults().forEach((name, fault) -> findings.add(new Finding("driver " + name, "failed " + fault)));
        findings.add(new Finding(
                "device",
                String.join(
                                " ",
                                device.device().make(),
                                device.device().model(),
                                device.device().serial())
                        .strip()));
        device.channels()
                .forEach(channel -> findings.add(new Finding(
                        "channel " + channel.id(),
                        channel.profiles().stream()
                                        .map(CameraProbeCommand::words)
                                        .collect(Collectors.joining(", "))
                                + abilities(channel.abilities()))));
        findings.add(new Finding(
                "clock", device.clockOffset().map(ProbeAdvice::offset).orElse("not told")));
        if (!device.abilities().isEmpty()) {
            findings.add(new Finding("abilities", String.join(", ", device.abilities())));
        }
        ProbeAdvice.of(device).forEach(advice -> findings.add(new Finding("to fix", advice)));
        return new Listing<>(findings).column("what", Finding::what).column("found", Finding::found);
    }

    private static String abilities(List<String> abilities) {
        return abilities.isEmpty() ? "" : "; " + String.join(", ", abilities);
    }

    private static String words(StreamProfile profile) {
        String size = profile.width() > 0 ? " " + profile.width() + "x" + profile.height() : "";
        return profile.name() + " (" + profile.kind().name().toLowerCase(Locale.ROOT) + ") "
                + (profile.codec() == StreamProfile.Codec.UNKNOWN
                        ? "codec not told"
                        : profile.codec().name()) + size;
    }

    private static String answer(ProbeResult result) {
        if (result instanceof ProbeResult.Recognised) {
            return "recognised";
        }
        if (result instanceof ProbeResult.NeedsLogin) {
            return "needs-login";
        }
        return result instanceof ProbeResult.NotMine ? "not-mine" : "unreachable";
    }

    private static String detail(ProbeResult result) {
        if (result instanceof ProbeResult.Recognised recognised) {
            return (recognised.device().make() + " " + recognised.device().model()).strip();
        }
        if (result instanceof ProbeResult.NeedsLogin login) {
            return login.realm();
        }
        if (result instanceof ProbeResult.NotMine other) {
            return other.because();
        }
        return ((ProbeResult.Unreachable) result).because();
    }
}
