package id.pantau.vendor.simulator;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** The numbers of the simulated cameras. */
@Service
@SuppressWarnings("NullAway.Init") // the shell sets the field before it completes
public final class CameraCompleter implements Completer {
    @Reference
    Simulator simulator;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        List<String> names =
                simulator.cameras().stream().map(SimulatedCamera::name).toList();
        return new StringsCompleter(names).complete(session, line, candidates);
    }
}
