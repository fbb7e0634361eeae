package id.pantau.shell.camera;

import id.pantau.service.AuditTrail;
import id.pantau.service.Devices;
import id.pantau.service.Devices.ClockReading;
import id.pantau.shell.InfoCommand;
import id.pantau.shell.Listing;
import id.pantau.shell.Services;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** What time a camera believes that it is. */
@Service
@Command(
        scope = "camera",
        name = "clock",
        description = "Shows a camera's clock; with --set, sets it to this server's first. A recorder's is that of all"
                + " its cameras")
public final class CameraClockCommand extends InfoCommand {

    @Argument(name = "camera", description = "The camera's id", required = true)
    @Completion(CameraCompleter.class)
    private String id = "";

    @Option(name = "--set", description = "Sets the clock")
    private boolean set;

    @Option(name = "--why", description = "The reason, for the audit trail", valueToShowInHelp = "")
    private String why = "";

    @Override
    protected Listing<?> info(Services services) throws Exception {
        CameraView.camera(services, id);
        Devices devices = services.get(Devices.class);
        if (set) {
            services.get(AuditTrail.class).record(who(), "camera-clock-set", id, why);
        }
        ClockReading reading = set ? devices.setClock(id) : devices.clock(id);
        return new Listing<>(List.of(reading))
                .column("shown", ClockReading::shown)
                .column("offsetSeconds", r -> r.offset().toMillis() / 1000.0)
                .column("clock", r -> ProbeAdvice.offset(r.offset()));
    }
}
