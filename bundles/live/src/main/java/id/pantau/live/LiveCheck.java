package id.pantau.live;

import id.pantau.rtsp.client.CertificatePins;
import id.pantau.service.ConfigurationCheck;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One camera's memory is part of all cameras' memory, pins are fingerprints, and sound is asked for by cameras' ids. */
public final class LiveCheck implements ConfigurationCheck {

    @Override
    public String pid() {
        return "id.pantau.live";
    }

    @Override
    public Optional<String> problem(Map<String, Object> values) {
        boolean tooMuch = values.get("bytesPerCamera") instanceof Long each
                && values.get("bytesTotal") instanceof Long all
                && each > all;
        return tooMuch
                ? Optional.of("bytesPerCamera is more than bytesTotal")
                : pins(values.get("certificatePins")).or(() -> audio(values.get("audioCameras")));
    }

    private static Optional<String> audio(@Nullable Object ids) {
        if (!(ids instanceof Collection<?> list)) {
            return Optional.empty();
        }
        boolean twice = list.size() != list.stream().distinct().count();
        return twice
                ? Optional.of("audioCameras names a camera twice")
                : list.stream()
                        .map(String::valueOf)
                        .filter(id -> !id.matches("[a-z0-9]{12}"))
                        .findFirst()
                        .map(id -> "audioCameras: \"" + id + "\" is no camera's id");
    }

    private static Optional<String> pins(@Nullable Object lines) {
        if (!(lines instanceof Collection<?> list)) {
            return Optional.empty();
        }
        try {
            CertificatePins.parse(list.stream().map(String::valueOf).toList());
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("certificatePins: " + e.getMessage());
        }
    }
}
