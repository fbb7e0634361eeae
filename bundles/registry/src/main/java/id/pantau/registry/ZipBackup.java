package id.pantau.registry;

import com.fasterxml.jackson.databind.json.JsonMapper;
import id.pantau.model.Actor;
import id.pantau.service.Backup;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Backups as zip files: {@code manifest.json}, the database in {@code registry.jsonl}, the files of {@code keys/}, and
 * the configuration in {@code etc/} and {@code etc/routes/}.
 */
@Component(immediate = true)
public final class ZipBackup implements Backup {
    private static final Pattern CONFIGURATION = Pattern.compile(
            "id\\.pantau\\..+\\.(cfg|config)|org\\.ops4j\\.datasource-pantau\\.cfg|(keys|users)\\.properties");

    private final Database database;
    private final Path etc;
    private final String version;

    @Activate
    public ZipBackup(BundleContext context, @Reference Database database) {
        this(
                database,
                Path.of(context.getProperty("karaf.etc")),
                context.getBundle().getVersion().toString());
    }

    /** @param etc the folder with the configuration files */
    ZipBackup(Database database, Path etc, String version) {
        this.database = database;
        this.etc = etc;
        this.version = version;
    }

    @Override
    public void write(Path file, Actor who) throws IOException {
        boolean done = false;
        try (FileChannel channel = PrivateFiles.create(file)) {
            try {
                ZipOutputStream zip = new ZipOutputStream(Channels.newOutputStream(channel));
                fill(zip);
                zip.finish();
                channel.force(true);
                PrivateFiles.syncEntry(file);
                database.transactions().change(c -> {
                    AuditTable.append(c, who, "backup", file.getFileName().toString(), "");
                    return true;
                });
                done = true;
            } finally {
                if (!done) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private void fill(ZipOutputStream zip) throws IOException {
        zip.putNextEntry(new ZipEntry("manifest.json"));
        zip.write(manifest());
        zip.closeEntry();
        zip.putNextEntry(new ZipEntry("registry.jsonl"));
        Writer lines = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8));
        database.transactions().<Boolean, IOException>snapshot(c -> {
            Dump.write(c, lines);
            return true;
        });
        lines.flush();
        zip.closeEntry();
        copy(zip, "keys/", files(database.state().resolve("keys")));
        copy(zip, "etc/", configuration());
        copy(zip, "etc/routes/", routes());
    }

    private byte[] manifest() throws IOException {
        JsonMapper json = new JsonMapper();
        return json.writeValueAsBytes(json.createObjectNode()
                .put("format", "pantau-backup")
                .put("version", 1)
                .put("pantau", version)
                .put("schema", Schema.VERSION)
                .put("written", Database.now().toString()));
    }

    private List<Path> configuration() throws IOException {
        return files(etc).stream()
                .filter(file ->
                        CONFIGURATION.matcher(file.getFileName().toString()).matches())
                .toList();
    }

    /** Files of integrators' routes, and their values. */
    private List<Path> routes() throws IOException {
        Path folder = etc.resolve("routes");
        return Files.isDirectory(folder)
                ? files(folder).stream()
                        .filter(file -> file.getFileName().toString().matches(".+\\.(yaml|properties)"))
                        .toList()
                : List.of();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> content = Files.list(folder)) {
            return content.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }

    private static void copy(ZipOutputStream zip, String folder, List<Path> files) throws IOException {
        for (Path file : files) {
            zip.putNextEntry(new ZipEntry(folder + file.getFileName()));
            Files.copy(file, (OutputStream) zip);
            zip.closeEntry();
        }
    }
}
