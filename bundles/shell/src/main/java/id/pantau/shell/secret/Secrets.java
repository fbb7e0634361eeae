package id.pantau.shell.secret;

import id.pantau.shell.OwnerFile;
import id.pantau.shell.Services;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/** The folder, one owner-only file per secret, in which Felix's interpolation plugin looks {@code $[secret:NAME]} up. */
final class Secrets {
    private static final String FOLDER = "org.apache.felix.configadmin.plugin.interpolation.secretsdir";
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_-]{0,63}";

    private final Path folder;

    Secrets(Services services) {
        this.folder = Path.of(services.property(FOLDER)
                .orElseThrow(() -> new IllegalStateException(FOLDER + " is not set: there is no place for secrets")));
    }

    List<String> names() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.matches(NAME))
                    .sorted()
                    .toList();
        }
    }

    void put(String name, String value) throws IOException {
        Path file = file(name);
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        OwnerFile.write(file, StandardCharsets.UTF_8.encode(value));
    }

    void remove(String name) throws IOException {
        if (!Files.deleteIfExists(file(name))) {
            throw new NoSuchElementException("there is no secret '" + name + "'");
        }
    }

    private Path file(String name) {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException("'" + name
                    + "' is no name for a secret: 1 to 64 of A-Z a-z 0-9 _ -, beginning with a letter or digit");
        }
        return folder.resolve(name);
    }
}
