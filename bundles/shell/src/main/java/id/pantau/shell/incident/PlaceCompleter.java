package id.pantau.shell.incident;

import id.pantau.service.Cameras;
import id.pantau.service.Points;
import id.pantau.shell.NameCompleter;
import id.pantau.shell.Services;
import java.util.Map;
import java.util.TreeMap;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Points and cameras. */
@Service
public final class PlaceCompleter extends NameCompleter {
    @Override
    protected Map<String, String> names(Services services) {
        Map<String, String> places = new TreeMap<>();
        services.get(Points.class).all().forEach(point -> places.put(point.id(), point.name()));
        services.get(Cameras.class).all().forEach(camera -> places.put(camera.id(), camera.name()));
        return places;
    }
}
