package id.pantau.onboarding;

import static java.util.stream.Collectors.toCollection;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import id.pantau.model.Receipt;
import id.pantau.service.Submissions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The receipts of submitted files, beside them in {@code receipts/}: written anew whenever an outcome changes, the newest
 * {@value #MAXIMUM_OPEN} of them, and of those that still can change before those that are final.
 */
final class Receipts {
    private static final Logger LOG = LoggerFactory.getLogger(Receipts.class);
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MAXIMUM_OPEN = 1000;

    /** Of one partner, after a restart. */
    private static final int MAXIMUM_LOOKED_AT = 20_000;

    private static final int BEGINNING = 64 << 10;
    private static final String FOLDER = "receipts";
    private static final String SUFFIX = ".json";

    private final Submissions submissions;
    private final Map<Path, Open> open = new LinkedHashMap<>();
    private final Set<String> resumed = new HashSet<>();
    private final Set<String> changed = ConcurrentHashMap.newKeySet();

    Receipts(Submissions submissions) {
        this.submissions = submissions;
    }

    /**
     * @param done whether it was final when last seen
     * @param written what the file holds; empty when that is not known
     */
    private record Open(String partner, String id, boolean done, Optional<UUID> written) {}

    /** Has a receipt written anew with the next {@link #refresh}. Does not block. */
    void changed(String id) {
        changed.add(id);
    }

    synchronized void add(Receipt receipt, Path folder, String name) throws IOException {
        Path file = folder.resolve(FOLDER).resolve(name + SUFFIX);
        write(file, receipt, Optional.empty());
        // what changed since it was made was told to nobody
        remember(file, new Open(receipt.partner(), receipt.id(), ReceiptJson.isFinal(receipt), Optional.empty()));
    }

    /** Takes up the receipts that were still open when the process ended; once per partner. */
    synchronized void resume(String partner, Path folder) throws IOException {
        Path receipts = folder.resolve(FOLDER);
        if (resumed.contains(partner)) {
            return;
        }
        if (Folders.isFolder(receipts)) {
            takeUp(partner, receipts);
        }
        resumed.add(partner);
    }

    private void takeUp(String partner, Path receipts) throws IOException {
        Map<Path, Open> pending = new LinkedHashMap<>();
        Map<Path, Open> done = new LinkedHashMap<>();
        for (Path file : Folders.newest(receipts, SUFFIX, MAXIMUM_LOOKED_AT)) {
            if (pending.size() == MAXIMUM_OPEN) {
                break;
            }
            read(partner, file).ifPresent(is -> (is.done() ? done : pending).put(file, is));
        }
        rememberOldestFirst(done);
        rememberOldestFirst(pending);
    }

    private void rememberOldestFirst(Map<Path, Open> newestFirst) {
        List<Map.Entry<Path, Open>> known =
                newestFirst.entrySet().stream().limit(MAXIMUM_OPEN).collect(toCollection(ArrayList::new));
        Collections.reverse(known);
        known.forEach(entry -> remember(entry.getKey(), entry.getValue()));
    }

    /** What stands at the beginning of a receipt; the rest is as long as its submission. */
    private static Optional<Open> read(String partner, Path file) {
        String id = "";
        boolean done = false;
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
                JsonParser json = JSON.createParser(in.readNBytes(BEGINNING))) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME
                    && !json.currentName().equals("states")) {
                String field = json.currentName();
                json.nextToken();
                if (field.equals("id")) {
                    id = json.getText();
                } else if (field.equals("final")) {
                    done = json.currentToken() == JsonToken.VALUE_TRUE;
                }
            }
        } catch (IOException e) {
            LOG.warn("The receipt {} cannot be read and will not be kept up to date", file.getFileName());
            return Optional.empty();
        }
        return id.isEmpty() ? Optional.empty() : Optional.of(new Open(partner, id, done, Optional.empty()));
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
        remember(file, new Open(receipt.partner(), receipt.id(), ReceiptJson.isFinal(receipt), digest));
    }

    private void remember(Path file, Open receipt) {
        open.remove(file);
        open.put(file, receipt);
        if (open.size() > MAXIMUM_OPEN) {
            Path least = open.entrySet().stream()
                    .filter(entry -> entry.getValue().done())
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseGet(() -> open.keySet().iterator().next());
            open.remove(least);
        }
    }
}
