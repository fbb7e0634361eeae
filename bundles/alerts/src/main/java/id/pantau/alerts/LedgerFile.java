package id.pantau.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.pantau.alerts.Ledger.Entry;
import id.pantau.alerts.Sighting.Aspect;
import id.pantau.alerts.Sighting.Key;
import id.pantau.model.CameraState;
import id.pantau.model.Reason;
import id.pantau.model.Status;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a ledger outlives a restart, so that nothing is told twice and nothing that was held back is forgotten. Calls wait
 * for the disk. A disk that refuses costs the memory, not the messages.
 */
final class LedgerFile {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerFile.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LONGEST_FILE = 16L << 20;

    private final Path file;

    LedgerFile(Path file) {
        this.file = file;
    }

    List<Entry> read() {
        try {
            if (Files.size(file) > LONGEST_FILE) {
                throw new IOException("it is longer than " + LONGEST_FILE + " bytes");
            }
            List<Entry> entries = new ArrayList<>();
            JSON.readTree(file.toFile()).forEach(node -> entries.add(entry(node)));
            return entries;
        } catch (NoSuchFileException e) {
            LOG.debug("{} is not there yet", file);
        } catch (IOException | RuntimeException e) {
            LOG.error("{} cannot be read, so what is wrong now will be told anew: {}", file, e.toString());
        }
        return List.of();
    }

    void write(List<Entry> entries) {
        ArrayNode nodes = JSON.createArrayNode();
        entries.forEach(entry -> {
            ObjectNode node = nodes.addObject()
                    .put("camera", entry.key().camera())
                    .put("aspect", entry.key().aspect().name());
            entry.told().ifPresent(s -> put(node.putObject("told"), s));
            entry.held().ifPresent(s -> put(node.putObject("held"), s));
        });
        try {
            replace(JSON.writeValueAsBytes(nodes));
        } catch (IOException e) {
            LOG.error("{} was not written, so a restart would tell things anew: {}", file, e.toString());
        }
    }

    private static Entry entry(JsonNode node) {
        Key key = new Key(
                node.required("camera").asText(),
                Aspect.valueOf(node.required("aspect").asText()));
        return new Entry(key, state(node.get("told")), state(node.get("held")));
    }

    private static Optional<CameraState> state(@Nullable JsonNode node) {
        return node == null
                ? Optional.empty()
                : Optional.of(new CameraState(
                        Status.valueOf(node.required("status").asText()),
                        Optional.of(Reason.valueOf(node.required("reason").asText())),
                        "",
                        Instant.parse(node.required("since").asText())));
    }

    private static void put(ObjectNode node, CameraState state) {
        node.put("status", state.status().name()).put("since", state.since().toString());
        state.reason().ifPresent(reason -> node.put("reason", reason.name()));
    }

    private void replace(byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        try (FileChannel channel = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
