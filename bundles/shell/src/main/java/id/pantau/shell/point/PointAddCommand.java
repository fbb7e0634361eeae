package id.pantau.shell.point;

import id.pantau.model.Point;
import id.pantau.service.Points;
import id.pantau.shell.PantauCommand;
import id.pantau.shell.Services;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** A new point. */
@Service
@Command(scope = "point", name = "add", description = "Adds a point; options come before the id")
public final class PointAddCommand extends PantauCommand {

    @Argument(index = 0, name = "id", description = "1 to 64 of a-z, 0-9 and -", required = true)
    private String id = "";

    @Argument(index = 1, name = "name", description = "Its name for people", required = true)
    private String name = "";

    @Option(name = "--kecamatan", description = "The sub-district", valueToShowInHelp = "")
    private String kecamatan = "";

    @Option(name = "--latitude", description = "WGS 84 degrees", required = true)
    private double latitude;

    @Option(name = "--longitude", description = "WGS 84 degrees", required = true)
    private double longitude;

    @Override
    protected void run(Services services) {
        services.get(Points.class).add(new Point(id, name, kecamatan, latitude, longitude), who());
        print(id + " added");
    }
}
