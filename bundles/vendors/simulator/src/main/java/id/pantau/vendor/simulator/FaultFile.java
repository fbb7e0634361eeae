package id.pantau.vendor.simulator;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which camera has which fault, on disk, so that a restart mends nothing. One thread at a time. */
final class FaultFile {
    private static final Logger LOG = LoggerFactory.getLogger(FaultFile.class);
    private static final int MAX_BYTES = 1 << 16;

    private final Path file;

    FaultFile(Path file) {
        this.file = file;
    }

    /** Faults by camera; a line that cannot be understood is reported and left out. */
    Map<String, FaultKind> read() throws IOException {
        Map<String, FaultKind> faults = new TreeMap<>();
        if (!Files.exists(file)) {
            return faults;
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(file + " has more than " + MAX_BYTES + " bytes");
        }
        int number = 0;
        for (String line : Files.readString(file, StandardCharsets.UTF_8).split("\\R", -1)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            Optional<FaultKind> kind = FaultKind.of(line.substring(equals + 1).trim());
            if (equals < 0 || kind.isEmpty()) {
                LOG.warn("{}, line {}: not CAMERA=FAULT with one of {}", file, number, FaultKind.words());
            } else {
                faults.put(line.substring(0, equals).trim(), kind.get());
            }
        }
        return faults;
    }

    /** Replaces the file as a whole; after a crash either the old or the new one is there. */
    void write(Map<String, FaultKind> faults) throws IOException {
        StringBuilder text = new StringBuilder("# what simulator:fault has broken\n");
        new TreeMap<>(faults)
                .forEach((camera, kind) ->
                        text.append(camera).append('=').append(kind.word()).append('\n'));
        Files.createDirectories(folder());
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(folder(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private Path folder() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new NoSuchFileException(file.toString());
        }
        return folder;
    }
}
