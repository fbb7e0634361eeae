package id.pantau.vendor.rtsp;

import id.pantau.service.ConfigurationCheck;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Refuses sub stream rules that cannot be used. */
public final class RtspConfigurationCheck implements ConfigurationCheck {

    @Override
    public String pid() {
        return "id.pantau.vendor.rtsp";
    }

    @Override
    public Optional<String> problem(Map<String, Object> values) {
        Object rules = values.get("subStreams");
        if (!(rules instanceof Collection<?> list)) {
            return Optional.empty();
        }
        try {
            new SubStreamRules(list.stream().map(String::valueOf).toArray(String[]::new));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("subStreams: " + e.getMessage());
        }
    }
}
