package id.pantau.itests;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Makes a plugin's jar out of one test class and the classes nested in it. */
final class PluginJar {
    private static final String IMPORTS =
            "org.osgi.framework,id.pantau.model;version=\"[1,2)\",id.pantau.spi.vendor;version=\"[1,2)\","
                    + "id.pantau.spi.storage;version=\"[1,2)\",id.pantau.spi.policy;version=\"[1,2)\"";

    private PluginJar() {}

    static Path write(Path folder, Class<?> activator, int version) throws IOException {
        return write(folder.resolve(activator.getSimpleName() + "-" + version + ".jar"), activator, version, Map.of());
    }

    /** A plugin with routes of its own. */
    static Path writeRouting(Path folder, Class<?> activator) throws IOException {
        String camel = "org.apache.camel,org.apache.camel.builder,org.apache.camel.model,org.apache.camel.spi";
        return write(
                folder.resolve(activator.getSimpleName() + ".jar"),
                activator,
                1,
                Map.of("Import-Package", IMPORTS + ",id.pantau.service;version=\"[1,2)\"," + camel));
    }

    /** A plugin with a package that others could import. */
    static Path writeExporting(Path folder, Class<?> activator) throws IOException {
        return write(
                folder.resolve(activator.getSimpleName() + "-exporting.jar"),
                activator,
                1,
                Map.of("Export-Package", activator.getPackageName()));
    }

    private static Path write(Path jar, Class<?> activator, int version, Map<String, String> headers)
            throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", symbolicName(activator));
        main.putValue("Bundle-Version", version + ".0.0");
        main.putValue("Bundle-Activator", activator.getName());
        main.putValue("Import-Package", IMPORTS);
        headers.forEach(main::putValue);
        Files.createDirectories(jar.getParent());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (Path classFile : classFiles(activator)) {
                out.putNextEntry(
                        new JarEntry(activator.getPackageName().replace('.', '/') + "/" + classFile.getFileName()));
                Files.copy(classFile, out);
                out.closeEntry();
            }
        }
        return jar;
    }

    static String symbolicName(Class<?> activator) {
        return "id.pantau.itests." + activator.getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }

    private static List<Path> classFiles(Class<?> activator) throws IOException {
        Path root = Path.of(System.getProperty("pantau.work"), "test-classes");
        Path folder = root.resolve(activator.getPackageName().replace('.', '/'));
        try (var files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().matches(activator.getSimpleName() + "(\\$.*)?\\.class"))
                    .toList();
        }
    }

    static InputStream open(Path jar) {
        try {
            return Files.newInputStream(jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
