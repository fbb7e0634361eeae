package id.pantau.vendor.push;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The hashes of the streams' keys, {@code NAME=SHA-256} a line, readable by the container's own account only. */
final class KeyFile {
    private static final Pattern LINE = Pattern.compile("(" + Keys.NAME + ")=([0-9a-f]{64})");
    private static final int MAX_BYTES = 1 << 20;

    private final Path file;

    /** @param state the container's state folder; among its keys, so that a backup has them too */
    KeyFile(Path state) {
        file = state.resolve("keys").resolve("push.properties");
    }

    /**
     * Hashes by name.
     *
     * @throws IOException naming the line that cannot be understood: a key that is lost would lock a camera out
     */
    Map<String, String> read() throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        if (!Files.exists(file)) {
            return hashes;
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(file + " has more than " + MAX_BYTES + " bytes");
        }
        int number = 0;
        for (String line : Files.readString(file, StandardCharsets.UTF_8).split("\\R", -1)) {
            number++;
            var matcher = LINE.matcher(line);
            if (matcher.matches()) {
                hashes.put(matcher.group(1), matcher.group(2));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                throw new IOException(file + ", line " + number + ": not NAME=HASH");
            }
        }
        return hashes;
    }

    /** Replaces the file as a whole; after a crash either the old or the new one is there. */
    void write(Map<String, String> hashes) throws IOException {
        StringBuilder text = new StringBuilder("# hashes of the keys that push:key made\n");
        new TreeMap<>(hashes)
                .forEach((name, hash) ->
                        text.append(name).append('=').append(hash).append('\n'));
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "not the root folder");
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        try (FileChannel channel = FileChannel.open(
                draft,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel entry = FileChannel.open(folder, StandardOpenOption.READ)) {
            entry.force(true);
        }
    }
}
