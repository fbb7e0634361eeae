package id.pantau.shell.camera;

import id.pantau.model.Scene;
import id.pantau.shell.NameCompleter;
import id.pantau.shell.Services;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Completes scenes. */
@Service
public final class SceneCompleter extends NameCompleter {
    @Override
    protected Map<String, String> names(Services services) {
        return Arrays.stream(Scene.values())
                .collect(Collectors.toMap(Scene::code, s -> s.text().en()));
    }

    static List<String> codes() {
        return Arrays.stream(Scene.values()).map(Scene::code).toList();
    }
}
