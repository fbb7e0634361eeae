package id.pantau.shell.camera;

import id.pantau.shell.NameCompleter;
import id.pantau.shell.Services;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Completes what {@code camera:ptz} can do. */
@Service
public final class DirectionCompleter extends NameCompleter {
    @Override
    protected Map<String, String> names(Services services) {
        Map<String, String> names = new LinkedHashMap<>();
        for (Direction direction : Direction.values()) {
            names.put(direction.code(), "");
        }
        names.put(CameraPtzCommand.STOP, "");
        return names;
    }
}
