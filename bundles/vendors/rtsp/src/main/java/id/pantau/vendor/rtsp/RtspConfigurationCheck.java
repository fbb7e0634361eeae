package id.pantau.vendor.rtsp;

import id.pantau.rtsp.client.CertificatePins;
import id.pantau.service.ConfigurationCheck;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Refuses sub stream rules and certificate pins that cannot be used. */
public final class RtspConfigurationCheck implements ConfigurationCheck {

    @Override
    public String pid() {
        return "id.pantau.vendor.rtsp";
    }

    @Override
    public Optional<String> problem(Map<String, Object> values) {
        return refused("subStreams", values, lines -> new SubStreamRules(lines.toArray(String[]::new)))
                .or(() -> refused("certificatePins", values, CertificatePins::parse));
    }

    private static Optional<String> refused(String key, Map<String, Object> values, Consumer<List<String>> reader) {
        if (!(values.get(key) instanceof Collection<?> list)) {
            return Optional.empty();
        }
        try {
            reader.accept(list.stream().map(String::valueOf).toList());
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(key + ": " + e.getMessage());
        }
    }
}
