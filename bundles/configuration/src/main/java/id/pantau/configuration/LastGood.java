package id.pantau.configuration;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last good values of each configuration, in memory and in a folder that outlives the container's cache. */
final class LastGood {
    private static final Logger LOG = LoggerFactory.getLogger(LastGood.class);

    private final Optional<Path> folder;
    private final Map<String, Optional<Kept>> kept = new ConcurrentHashMap<>();

    LastGood(Optional<Path> folder) {
        this.folder = folder;
    }

    Optional<Kept> of(String pid) {
        return kept.computeIfAbsent(pid, this::read);
    }

    /** Keeps values in place of what was kept before. A disk that fails is logged; the values still hold until then. */
    void keep(String pid, Map<String, String> values) {
        if (of(pid).map(k -> k.values().equals(values)).orElse(false)) {
            return;
        }
        kept.put(pid, Optional.of(new Kept(values, Instant.now())));
        folder.ifPresent(f -> {
            try {
                write(f, file(f, pid), values);
            } catch (IOException e) {
                LOG.error("The good configuration {} cannot be kept in {}", pid, f, e);
            }
        });
    }

    void forget(String pid) {
        kept.put(pid, Optional.empty());
        folder.ifPresent(f -> {
            try {
                Files.deleteIfExists(file(f, pid));
            } catch (IOException e) {
                LOG.error("The good configuration {} cannot be removed from {}", pid, f, e);
            }
        });
    }

    private Optional<Kept> read(String pid) {
        Optional<Path> file = folder.map(f -> file(f, pid)).filter(Files::exists);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file.get(), StandardCharsets.UTF_8)) {
            properties.load(reader);
            Map<String, String> values = new TreeMap<>();
            properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
            return Optional.of(
                    new Kept(values, Files.getLastModifiedTime(file.get()).toInstant()));
        } catch (IOException | IllegalArgumentException e) {
            LOG.error("{} cannot be read: there is no last good configuration", file.get(), e);
            return Optional.empty();
        }
    }

    private static void write(Path folder, Path file, Map<String, String> values) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Properties properties = new Properties();
        properties.putAll(values);
        StringWriter text = new StringWriter();
        properties.store(text, null);
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.deleteIfExists(draft);
        try (FileChannel channel = FileChannel.open(
                draft,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A PID may hold any character; one that a file name may not hold becomes its code. */
    private static Path file(Path folder, String pid) {
        StringBuilder name = new StringBuilder();
        pid.codePoints().forEach(c -> {
            if (c < 128 && (Character.isLetterOrDigit(c) || ".~_-".indexOf(c) >= 0)) {
                name.appendCodePoint(c);
            } else {
                name.append('%').append(Integer.toHexString(c));
            }
        });
        return folder.resolve(name + ".properties");
    }

    /** Values and when they were first in force. */
    record Kept(Map<String, String> values, Instant since) {}
}
