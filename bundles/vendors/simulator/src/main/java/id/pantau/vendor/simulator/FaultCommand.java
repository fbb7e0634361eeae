package id.pantau.vendor.simulator;

import java.io.IOException;
import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** Breaks a simulated camera, or mends it. */
@Service
@Command(scope = "simulator", name = "fault", description = "Breaks a simulated camera, or mends it with none")
@SuppressWarnings("NullAway.Init") // the shell sets the fields before it executes
public final class FaultCommand implements Action {
    @Argument(index = 0, name = "CAMERA", description = "Its number, or its id on this platform", required = true)
    @Completion(CameraCompleter.class)
    String camera;

    @Argument(
            index = 1,
            name = "KIND",
            description =
                    "none, dark, frozen, hang, silent, garbage, password, resolution, black, white, blurred, covered,"
                            + " noise, moved, turned, zoomed, indoor, slow, damaged or clock",
            required = true)
    @Completion(FaultCompleter.class)
    String kind;

    @Reference
    Simulator simulator;

    @Override
    public @Nullable Object execute() throws IOException {
        SimulatedCamera found = simulator
                .find(camera)
                .orElseThrow(() -> new IllegalArgumentException("there is no simulated camera " + camera));
        FaultKind wanted = FaultKind.of(kind)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no fault " + kind + ", only " + String.join(", ", FaultKind.words())));
        simulator.fault(found, wanted);
        PrintStream out = System.out;
        out.println("SIM " + found.name() + ": " + wanted.word());
        return null;
    }
}
