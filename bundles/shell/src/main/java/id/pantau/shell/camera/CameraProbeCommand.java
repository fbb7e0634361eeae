package id.pantau.shell.camera;

import id.pantau.model.Camera;
import id.pantau.model.Endpoint;
import id.pantau.service.Cameras;
import id.pantau.service.Drivers;
import id.pantau.service.Drivers.ProbeReport;
import id.pantau.shell.ListCommand;
import id.pantau.shell.Listing;
import id.pantau.shell.Services;
import id.pantau.spi.vendor.ProbeResult;
import java.util.Map;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** What each driver says of an address. */
@Service
@Command(
        scope = "camera",
        name = "probe",
        description = "Asks every driver, without logging in, whether it can serve a camera or an address")
public final class CameraProbeCommand extends ListCommand {

    @Argument(
            name = "camera",
            description = "A camera's id, or an address such as rtsp://10.20.0.7/ch1",
            required = true)
    @Completion(CameraCompleter.class)
    private String target = "";

    @Override
    protected Listing<?> listing(Services services) throws Exception {
        Endpoint endpoint =
                services.get(Cameras.class).find(target).map(Camera::endpoint).orElseGet(() -> Endpoint.parse(target));
        ProbeReport report = services.get(Drivers.class).probe(endpoint);
        return new Listing<Map.Entry<String, ProbeResult>>(report.answers().entrySet())
                .column("vendor", Map.Entry::getKey)
                .column("answer", e -> answer(e.getValue()))
                .column("detail", e -> detail(e.getValue()))
                .column("chosen", e -> report.chosen().equals(Optional.of(e.getKey())));
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
