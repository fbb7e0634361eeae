package id.pantau.shell.point;

import id.pantau.model.Camera;
import id.pantau.model.Point;
import id.pantau.service.Cameras;
import id.pantau.service.Points;
import id.pantau.shell.ListCommand;
import id.pantau.shell.Listing;
import id.pantau.shell.Services;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The city's points. */
@Service
@Command(scope = "point", name = "list", description = "Lists the points")
public final class PointListCommand extends ListCommand {
    @Override
    protected Listing<?> listing(Services services) {
        Map<String, Long> cameras = services.get(Cameras.class).all().stream()
                .collect(Collectors.groupingBy(Camera::point, Collectors.counting()));
        return new Listing<>(services.get(Points.class).all())
                .column("id", Point::id)
                .column("name", Point::name)
                .column("kecamatan", Point::kecamatan)
                .column("latitude", Point::latitude)
                .column("longitude", Point::longitude)
                .column("cameras", p -> cameras.getOrDefault(p.id(), 0L));
    }
}
