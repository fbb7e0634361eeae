package id.pantau.recording;

import id.pantau.service.ConfigurationCheck;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Refuses what is no camera id and no name of a storage backend. */
public final class RecordingCheck implements ConfigurationCheck {
    private static final Pattern CAMERA = Pattern.compile("\\*|[a-z0-9]{1,64}");
    private static final Pattern STORAGE = Pattern.compile("[a-z0-9-]{1,32}");

    @Override
    public String pid() {
        return Recorder.PID;
    }

    @Override
    public Optional<String> problem(Map<String, Object> values) {
        Object cameras = values.getOrDefault("cameras", List.of());
        List<?> entries = cameras instanceof List<?> list ? list : List.of(cameras);
        boolean idsOnly = RecordingSettings.entries(entries.stream().map(String::valueOf)).stream()
                .allMatch(entry -> CAMERA.matcher(entry).matches());
        if (!idsOnly) {
            return Optional.of("cameras: an entry is a camera's id or *");
        }
        String storage = String.valueOf(values.getOrDefault("storage", "filesystem"));
        return STORAGE.matcher(storage.strip()).matches()
                ? Optional.empty()
                : Optional.of("storage: a backend's name is 1 to 32 of a-z, 0-9 and -");
    }
}
