package id.pantau.registry;

import id.pantau.model.Actor;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in {@code restore/registry.jsonl} from the state folder, where a backup's registry is put while the container
 * is stopped. Everything is replaced or nothing is; the folder goes when it is done, so that a start that was cut off
 * does it again.
 */
final class Restore {
    private static final Logger LOG = LoggerFactory.getLogger(Restore.class);

    private final Path folder;
    private final Path file;
    private final KeyFile key;

    Restore(Path state, KeyFile key) {
        folder = state.resolve("restore");
        file = folder.resolve("registry.jsonl");
        this.key = key;
    }

    /** @throws RegistryRefusedException when there is a backup that cannot be used; nothing is changed then */
    void run(Transactions transactions) {
        if (!Files.exists(file)) {
            return;
        }
        try {
            long rows = transactions.<Long, Exception>change(this::replace);
            remove();
            LOG.info("Restored the registry from a backup with {} rows", rows);
        } catch (DatabaseException e) {
            throw e.isConstraintViolation() ? refused("its rows do not fit together", e) : e;
        } catch (Exception e) {
            throw refused(String.valueOf(e.getMessage()), e);
        }
    }

    private RegistryRefusedException refused(String problem, Exception cause) {
        return new RegistryRefusedException(
                "The registry was not restored and nothing in it was changed: " + file + ": " + problem
                        + ". Remove the folder " + folder + " to start without it",
                cause);
    }

    private long replace(Connection c) throws SQLException, IOException, Dump.BrokenException {
        long rows;
        try (BufferedReader in = Files.newBufferedReader(file)) {
            rows = Dump.replace(c, in);
        }
        readEverything(c);
        AuditTable.append(c, Actor.system("registry"), "restore", "registry", rows + " rows");
        return rows;
    }

    /** What cannot be read back, or not be decrypted, must not replace anything. */
    private void readEverything(Connection c) throws SQLException {
        key.vault(c);
        List.of(PointTable.all(c), CameraTable.all(c), PublicationTable.all(c), RowTable.in(c));
        List.of(ViewTable.all(c), SponsorshipTable.all(c));
        List.of(AgreementTable.all(c), AgreementTable.withheld(c), PermitTable.all(c));
        HistoryTable.check(c);
    }

    private void remove() throws IOException {
        try (Stream<Path> content = Files.walk(folder)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        PrivateFiles.syncEntry(folder);
    }
}
