package id.pantau.onboarding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pantau.model.Receipt;
import id.pantau.service.Submissions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The receipts of submitted files, beside them in {@code receipts/}: written anew whenever an outcome changes, the newest
 * {@value #MAXIMUM_OPEN} of them.
 */
final class Receipts {
    private static final Logger LOG = LoggerFactory.getLogger(Receipts.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAXIMUM_OPEN = 1000;
    private static final int MAXIMUM_BYTES = 16 << 20;
    private static final String FOLDER = "receipts";
    private static final String SUFFIX = ".json";

    private final Submissions submissions;
    private final Map<Path, Open> open = new LinkedHashMap<>();
    private final Set<String> resumed = new HashSet<>();
    private final Set<String> changed = ConcurrentHashMap.newKeySet();

    Receipts(Submissions submissions) {
        this.submissions = submissions;
    }

    /** @param written what the file holds; empty when that is not known */
    private record Open(String partner, String id, Optional<UUID> written) {}

    /** Has a receipt written anew with the next {@link #refresh}. Does not block. */
    void changed(String id) {
        changed.add(id);
    }

    synchronized void add(Receipt receipt, Path folder, String name) throws IOException {
        Path file = folder.resolve(FOLDER).resolve(name + SUFFIX);
        write(file, receipt, Optional.empty());
        // what changed since it was made was told to nobody
        remember(file, new Open(receipt.partner(), receipt.id(), Optional.empty()));
    }

    /** Takes up the receipts that were still open when the process ended; once per partner. */
    synchronized void resume(String partner, Path folder) throws IOException {
        Path receipts = folder.resolve(FOLDER);
        if (!resumed.add(partner) || !Folders.isFolder(receipts)) {
            return;
        }
        for (Path file : Folders.entries(receipts, MAXIMUM_OPEN)) {
            if (file.toString().endsWith(SUFFIX) && Folders.isFile(file)) {
                id(file).ifPresent(id -> remember(file, new Open(partner, id, Optional.empty())));
            }
        }
    }

    private static Optional<String> id(Path file) {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            JsonNode receipt = JSON.readTree(in.readNBytes(MAXIMUM_BYTES));
            return Optional.of(receipt.path("id").asText()).filter(id -> !id.isEmpty());
        } catch (IOException e) {
            LOG.warn("The receipt {} cannot be read and will not be kept up to date", file.getFileName());
            return Optional.empty();
        }
    }

    /** Writes every receipt that has changed. */
    synchronized void refresh() {
        Set<String> now = Set.copyOf(changed);
        changed.removeAll(now);
        for (Map.Entry<Path, Open> entry : Map.copyOf(open).entrySet()) {
            Open known = entry.getValue();
            if (known.written().isPresent() && !now.contains(known.id())) {
                continue;
            }
            try {
                Optional<Receipt> receipt = submissions.receipt(known.partner(), known.id());
                if (receipt.isPresent()) {
                    write(entry.getKey(), receipt.get(), known.written());
                } else {
                    open.remove(entry.getKey());
                }
            } catch (IOException e) {
                open.remove(entry.getKey());
                LOG.warn(
                        "The receipt {} cannot be written any more",
                        entry.getKey().getFileName(),
                        e);
            }
        }
    }

    private void write(Path file, Receipt receipt, Optional<UUID> written) throws IOException {
        String json = ReceiptJson.of(receipt);
        Optional<UUID> digest = Optional.of(UUID.nameUUIDFromBytes(json.getBytes(StandardCharsets.UTF_8)));
        if (!digest.equals(written)) {
            Folders.write(file, json);
        }
        remember(file, new Open(receipt.partner(), receipt.id(), digest));
    }

    private void remember(Path file, Open receipt) {
        open.remove(file);
        open.put(file, receipt);
        if (open.size() > MAXIMUM_OPEN) {
            Iterator<Path> oldest = open.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }
}
