package id.pantau.shell.point;

import id.pantau.model.Point;
import id.pantau.service.Points;
import id.pantau.shell.NameCompleter;
import id.pantau.shell.Services;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Completes points. */
@Service
public final class PointCompleter extends NameCompleter {
    @Override
    protected Map<String, String> names(Services services) {
        return services.find(Points.class)
                .map(points -> points.all().stream().collect(Collectors.toMap(Point::id, Point::name)))
                .orElse(Map.of());
    }
}
