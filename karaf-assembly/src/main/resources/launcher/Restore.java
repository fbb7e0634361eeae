import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Puts a backup's parts where the next start finds them: keys and configuration in place, the registry for import.
 *
 * <p>Run as {@code java Restore.java BACKUP FRESH STATE ETC}; FRESH is an empty folder to unpack into. Nothing is
 * changed unless the whole file could be read.
 */
class Restore {
    public static void main(String[] args) throws Exception {
        Path fresh = Path.of(args[1]);
        Path state = Path.of(args[2]);
        Path etc = Path.of(args[3]);
        try {
            unpack(Path.of(args[0]), fresh);
        } catch (IOException e) {
            System.err.println("not a readable backup: " + e.getMessage());
            System.exit(1);
        }
        if (!Files.isRegularFile(fresh.resolve("registry.jsonl"))) {
            System.err.println("not a backup of Pantau: it has no registry.jsonl");
            System.exit(1);
        }
        Path keys = folder(state.resolve("keys"));
        // if the registry refuses the backup, what is in the database still needs the keys it was written with
        copy(keys, folder(state.resolve("keys-before-restore")));
        copy(fresh.resolve("keys"), keys);
        copy(fresh.resolve("etc"), etc);
        copy(fresh.resolve("etc").resolve("routes"), Files.createDirectories(etc.resolve("routes")));
        Path restore = folder(state.resolve("restore"));
        Files.move(
                fresh.resolve("registry.jsonl"), restore.resolve("registry.jsonl"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static void unpack(Path zip, Path target) throws IOException {
        try (var file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : Collections.list(file.entries())) {
                Path to = target.resolve(entry.getName()).normalize();
                if (!to.startsWith(target)) {
                    throw new IOException("it names a file outside itself");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(to);
                    continue;
                }
                Files.createDirectories(to.getParent());
                try (var in = file.getInputStream(entry)) {
                    Files.copy(in, to);
                }
            }
        }
    }

    private static Path folder(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        return folder;
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        List<Path> files;
        try (var list = Files.list(from)) {
            files = list.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path target = to.resolve(file.getFileName().toString());
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
        }
    }
}
