package id.pantau.service;

import id.pantau.model.Actor;
import java.io.IOException;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/** Copies of registry, keys and configuration. Thread-safe. */
@ProviderType
public interface Backup {

    /**
     * Writes a zip file, readable by its owner only, of one moment while everything goes on running.
     *
     * @throws IOException when the file exists or cannot be written; nothing is left behind then
     */
    void write(Path file, Actor who) throws IOException;
}
