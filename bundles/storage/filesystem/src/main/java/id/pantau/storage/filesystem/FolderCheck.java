package id.pantau.storage.filesystem;

import id.pantau.service.ConfigurationCheck;
import java.util.Map;
import java.util.Optional;

/** Refuses a folder that is no absolute path. */
public final class FolderCheck implements ConfigurationCheck {
    @Override
    public String pid() {
        return FilesystemStorage.PID;
    }

    @Override
    public Optional<String> problem(Map<String, Object> values) {
        String folder = String.valueOf(values.getOrDefault("folder", ""));
        try {
            if (!folder.isBlank()) {
                FilesystemStorage.folder(folder, null);
            }
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
