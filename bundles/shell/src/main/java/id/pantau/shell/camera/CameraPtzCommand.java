package id.pantau.shell.camera;

import id.pantau.service.AuditTrail;
import id.pantau.service.Devices;
import id.pantau.shell.PantauCommand;
import id.pantau.shell.Services;
import id.pantau.spi.vendor.CameraException;
import java.time.Duration;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Turns a camera a little. What it shows then is another view, so a public one leaves the public page. */
@Service
@Command(
        scope = "camera",
        name = "ptz",
        description = "Moves a camera for a moment, or to a stored view; lists the stored views when neither is named."
                + " Options come first. A public camera that shows another view is withdrawn (public:confirm)")
public final class CameraPtzCommand extends PantauCommand {
    static final String STOP = "stop";

    @Argument(index = 0, name = "camera", description = "The camera's id", required = true)
    @Completion(CameraCompleter.class)
    private String id = "";

    @Argument(index = 1, name = "direction", description = "left, right, up, down, in, out, or stop")
    @Completion(DirectionCompleter.class)
    private String direction = "";

    @Option(name = "--preset", description = "The name of a stored view to go to", valueToShowInHelp = "")
    private String preset = "";

    @Option(name = "--seconds", description = "For how long it moves, at most 3", valueToShowInHelp = "0.5")
    private double seconds = 0.5;

    @Option(name = "--speed", description = "From 0.01 to 1", valueToShowInHelp = "0.5")
    private double speed = 0.5;

    @Option(name = "--why", description = "The reason, for the audit trail", valueToShowInHelp = "")
    private String why = "";

    @Override
    protected void run(Services services) throws Exception {
        Devices devices = services.get(Devices.class);
        String name = CameraView.camera(services, id).name();
        if (!direction.isEmpty() && !preset.isEmpty()) {
            throw new IllegalArgumentException("choose a direction or a --preset");
        }
        if (direction.isEmpty() && preset.isEmpty()) {
            devices.presets(id).forEach(this::print);
            return;
        }
        Motion motion = preset.isEmpty() ? motion() : present -> present.goTo(id, preset);
        String done = preset.isEmpty() ? direction : "to the stored view " + preset;
        // noted first: a camera that was moved without a word is worse than a word about one that was not
        services.get(AuditTrail.class).record(who(), "camera-ptz", id, why.isBlank() ? done : done + "; " + why);
        motion.of(devices);
        print(name + ": " + done);
    }

    /** What the camera is to do. */
    private interface Motion {
        void of(Devices devices) throws CameraException, InterruptedException;
    }

    private Motion motion() {
        if (direction.equals(STOP)) {
            return devices -> devices.stop(id);
        }
        Direction to = Direction.of(direction)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + direction + "' is no direction; there are left, right, up, down, in, out and stop"));
        if (!(speed >= 0.01 && speed <= 1)) {
            throw new IllegalArgumentException("--speed is from 0.01 to 1");
        }
        Duration length = Duration.ofMillis(Math.round(seconds * 1000));
        return devices -> devices.move(id, to.pan * speed, to.tilt * speed, to.zoom * speed, length);
    }
}
