package id.pantau.vision;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Real workers, on the class path that they have in the container. */
final class TestWorkers {
    /** As fast as they can. */
    static final VisionSettings EAGER =
            new VisionSettings(Duration.ZERO, Duration.ZERO, Duration.ZERO, 1600, 1, 256, Duration.ofSeconds(10));

    private TestWorkers() {}

    static WorkerFiles files() throws IOException {
        assumeTrue(
                Platform.problem(System.getProperty("os.name"), System.getProperty("os.arch"))
                        .isEmpty(),
                "there is a decoder for this machine");
        List<Path> classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.contains("bytedeco")
                        || entry.endsWith("vision" + File.separator + "target" + File.separator + "classes"))
                .map(Path::of)
                .toList();
        return new WorkerFiles(
                Files.createDirectories(Path.of("target", "worker").toAbsolutePath()), classPath);
    }

    /** A copy of a jar that lacks the files whose name contains something. */
    static Path without(String part, Path jar, Path folder) throws IOException {
        Path copy = folder.resolve(jar.getFileName());
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(copy))) {
            out.setLevel(Deflater.BEST_SPEED);
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.getName().contains(part)) {
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    in.transferTo(out);
                }
            }
        }
        return copy;
    }

    static void signal(String name, ProcessHandle process) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }
}
