package id.pantau.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is in quarantine, on disk: a line for each, its fields separated by tabs. Methods block. */
final class QuarantineFile {
    private static final Logger LOG = LoggerFactory.getLogger(QuarantineFile.class);
    private static final int FIELDS = 7;
    private static final int MOST_LINES = 1000;

    private final Path file;

    /** @param file need not exist, nor its folder */
    QuarantineFile(Path file) {
        this.file = file;
    }

    /** What was written last; nothing, with a line in the log, when that cannot be read. */
    List<Quarantine.Entry> read() {
        List<Quarantine.Entry> entries = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                if (entries.size() < MOST_LINES) {
                    entries.add(parse(line));
                }
            }
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException | IllegalArgumentException | DateTimeParseException e) {
            LOG.error("{} cannot be read; drivers in quarantine may be called again: {}", file, e.toString());
        }
        return entries;
    }

    synchronized void write(List<Quarantine.Entry> entries) {
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(draft, entries.stream().map(QuarantineFile::line).toList());
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.error("{} cannot be written; a restart will not know what is in quarantine: {}", file, e.toString());
        }
    }

    private static String line(Quarantine.Entry entry) {
        return String.join(
                "\t",
                entry.since().toString(),
                entry.vendor(),
                String.valueOf(entry.ranking()),
                String.valueOf(entry.bundle().id()),
                entry.bundle().modified().toString(),
                entry.bundle().name(),
                entry.why().replaceAll("\\p{Cntrl}", " "));
    }

    private static Quarantine.Entry parse(String line) {
        String[] fields = line.split("\t", FIELDS);
        if (fields.length < FIELDS) {
            throw new IllegalArgumentException("a line has " + fields.length + " fields");
        }
        return new Quarantine.Entry(
                fields[1],
                new DriverBundle(Long.parseLong(fields[3]), fields[5], Instant.parse(fields[4])),
                Integer.parseInt(fields[2]),
                fields[6],
                Instant.parse(fields[0]));
    }
}
