package id.pantau.vision;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;

/**
 * What a worker is started from.
 *
 * @param folder of this version alone: for the libraries that JavaCPP unpacks, and for what a worker says when it crashes
 * @param classPath of the worker; nothing of the container is on it but its own package
 */
record WorkerFiles(Path folder, List<Path> classPath) {
    private static final String JARS = "worker";
    private static final String CLASSES = "id/pantau/vision/worker";
    private static final String COMPLETE = "complete";

    WorkerFiles {
        classPath = List.copyOf(classPath);
    }

    /**
     * Unpacks them from the bundle, unless that was done before, and removes those of other versions.
     *
     * @param data the bundle's own
     */
    static WorkerFiles unpack(Bundle bundle, Path data) throws IOException {
        String version = "worker-" + bundle.getVersion() + "-" + Long.toHexString(bundle.getLastModified());
        Path folder = data.resolve(version);
        try (Stream<Path> others = Files.list(data)) {
            for (Path other : others.filter(p -> p.getFileName().toString().startsWith("worker-"))
                    .filter(p -> !p.equals(folder) || !Files.exists(p.resolve(COMPLETE)))
                    .toList()) {
                delete(other);
            }
        }
        List<Path> classPath = new ArrayList<>();
        classPath.add(folder);
        for (String jar : Collections.list(bundle.getEntryPaths(JARS))) {
            classPath.add(folder.resolve(jar));
        }
        if (!Files.exists(folder.resolve(COMPLETE))) {
            for (URL entry : Collections.list(bundle.findEntries(CLASSES, "*.class", false))) {
                copy(entry, folder.resolve(entry.getPath().substring(1)));
            }
            for (URL entry : Collections.list(bundle.findEntries(JARS, "*.jar", false))) {
                copy(entry, folder.resolve(entry.getPath().substring(1)));
            }
            Files.createFile(folder.resolve(COMPLETE));
        }
        return new WorkerFiles(folder, classPath);
    }

    private static void copy(URL entry, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (InputStream in = entry.openStream()) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /**
     * A worker's command line. Its heap is small because pictures are decoded outside of it.
     *
     * @param socket where it finds the container
     */
    List<String> command(Path socket, VisionSettings settings) {
        String classes = classPath.stream().map(Path::toString).collect(Collectors.joining(java.io.File.pathSeparator));
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms8m",
                "-Xmx64m",
                "-Xss512k",
                "-XX:MaxMetaspaceSize=64m",
                "-XX:ReservedCodeCacheSize=16m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ActiveProcessorCount=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-XX:+ErrorFileToStderr",
                "-XX:-CreateCoredumpOnCrash",
                "-Djava.awt.headless=true",
                "-Dorg.bytedeco.javacpp.cachedir=" + folder.resolve("native"),
                "-Dorg.bytedeco.javacpp.maxBytes=128m",
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=" + 2 * settings.workerMegabytes() + "m",
                "-cp",
                classes,
                "id.pantau.vision.worker.Worker",
                socket.toString());
    }

    /** A folder that only this user can look into, short enough for a socket's path (108 bytes on Linux). */
    static Path socketFolder() throws IOException {
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Path usual = Files.createTempDirectory("pantau", owner);
        if (usual.toString().length() < 80) {
            return usual;
        }
        Files.delete(usual);
        return Files.createTempDirectory(Path.of("/tmp"), "pantau", owner);
    }
}
