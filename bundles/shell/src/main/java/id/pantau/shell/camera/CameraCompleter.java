package id.pantau.shell.camera;

import id.pantau.model.Camera;
import id.pantau.service.Cameras;
import id.pantau.shell.NameCompleter;
import id.pantau.shell.Services;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Completes cameras' ids. */
@Service
public final class CameraCompleter extends NameCompleter {
    @Override
    protected Map<String, String> names(Services services) {
        return services.find(Cameras.class)
                .map(cameras -> cameras.all().stream().collect(Collectors.toMap(Camera::id, Camera::name)))
                .orElse(Map.of());
    }
}
