package id.pantau.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Reads what a backup holds. */
final class Zips {
    private Zips() {}

    static Map<String, byte[]> read(Path file) throws IOException {
        Map<String, byte[]> content = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                content.put(entry.getName(), zip.readAllBytes());
            }
        }
        return content;
    }
}
