package id.pantau.vendor.simulator;

import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** Lists the simulated cameras. */
@Service
@Command(scope = "simulator", name = "list", description = "Lists the simulated cameras and their faults")
@SuppressWarnings("NullAway.Init") // the shell sets the reference before it executes
public final class ListCommand implements Action {
    @Option(name = "--no-format", description = "Prints without borders and headings")
    boolean noFormat;

    @Option(name = "--json", description = "Prints JSON")
    boolean json;

    @Reference
    Simulator simulator;

    @Override
    public @Nullable Object execute() {
        if (json) {
            System.out.println(
                    simulator.cameras().stream().map(ListCommand::json).collect(Collectors.joining(",\n ", "[", "]")));
            return null;
        }
        ShellTable table = new ShellTable().emptyTableText("No simulated cameras");
        table.column("Camera");
        table.column("Address");
        table.column("Fault");
        table.column("Connections").alignRight();
        for (SimulatedCamera camera : simulator.cameras()) {
            table.addRow()
                    .addContent(camera.name(), camera.address(), camera.fault().word(), camera.connections());
        }
        table.print(System.out, !noFormat);
        return null;
    }

    /** Names, addresses and words of this bundle's own, in which nothing needs escaping. */
    private static String json(SimulatedCamera camera) {
        return "{\"camera\":\"" + camera.name() + "\",\"address\":\"" + camera.address() + "\",\"fault\":\""
                + camera.fault().word() + "\",\"connections\":" + camera.connections() + "}";
    }
}
