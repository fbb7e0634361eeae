package id.pantau.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;

@DisplayName("The workers' files")
class WorkerFilesTest {
    @TempDir
    private Path content;

    @TempDir
    private Path data;

    @BeforeEach
    void bundle() throws IOException {
        write("id/pantau/vision/worker/Worker.class");
        write("worker/javacv.jar");
        write("worker/ffmpeg.jar");
    }

    private void write(String entry) throws IOException {
        Path file = content.resolve(entry);
        Files.createDirectories(file.getParent());
        Files.writeString(file, entry);
    }

    private WorkerFiles unpack(long modified) throws IOException {
        return WorkerFiles.unpack(bundle(modified), data);
    }

    private Bundle bundle(long modified) {
        return (Bundle) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Bundle.class},
                (p, method, args) -> switch (method.getName()) {
                    case "getVersion" -> new Version(1, 2, 3);
                    case "getLastModified" -> modified;
                    case "getEntryPaths" ->
                        Collections.enumeration(entries((String) args[0], "").stream()
                                .map(path -> content.relativize(path).toString())
                                .toList());
                    case "findEntries" ->
                        Collections.enumeration(entries((String) args[0], ((String) args[1]).substring(1)).stream()
                                .map(this::url)
                                .toList());
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private List<Path> entries(String folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(content.resolve(folder))) {
            return files.filter(f -> f.toString().endsWith(ending)).sorted().toList();
        }
    }

    private URL url(Path file) {
        try {
            return new URL(null, "bundle://7/" + content.relativize(file), new java.net.URLStreamHandler() {
                @Override
                protected java.net.URLConnection openConnection(URL url) throws IOException {
                    return file.toUri().toURL().openConnection();
                }
            });
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    @DisplayName("are unpacked once for each version, in the place of all others")
    void versions() throws IOException {
        WorkerFiles first = unpack(1);
        assertEquals(3, first.classPath().size());
        for (Path path : first.classPath()) {
            assertTrue(Files.exists(path), path.toString());
        }
        assertTrue(Files.exists(first.classPath().get(0).resolve("id/pantau/vision/worker/Worker.class")));
        Files.writeString(first.folder().resolve("kept"), "");
        assertEquals(first, unpack(1));
        assertTrue(Files.exists(first.folder().resolve("kept")));
        WorkerFiles second = unpack(2);
        assertFalse(Files.exists(first.folder()));
        assertTrue(Files.exists(second.folder().resolve("worker/ffmpeg.jar")));
    }

    @Test
    @DisplayName("are unpacked again when that was interrupted")
    void interrupted() throws IOException {
        WorkerFiles files = unpack(1);
        Files.delete(files.folder().resolve("complete"));
        Files.writeString(files.folder().resolve("worker/ffmpeg.jar"), "half");
        unpack(1);
        assertEquals("worker/ffmpeg.jar", Files.readString(files.folder().resolve("worker/ffmpeg.jar")));
    }

    @Test
    @DisplayName("start workers whose memory and cache are bounded, apart from the container's")
    void command() throws IOException {
        List<String> command = unpack(1).command(Path.of("/run/1"), TestWorkers.EAGER);
        assertTrue(command.contains("-Xmx64m"), command.toString());
        assertTrue(command.contains("-Dorg.bytedeco.javacpp.cachedir="
                + data.resolve("worker-1.2.3-1").resolve("native")));
        assertEquals("/run/1", command.get(command.size() - 1));
    }
}
