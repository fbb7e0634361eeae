package id.pantau.onboarding;

import id.pantau.model.Partner;
import id.pantau.model.Receipt;
import id.pantau.model.Violation;
import id.pantau.service.Partners;
import id.pantau.service.SubmissionRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder with one folder per partner. A file {@code NAME.csv}, {@code NAME.xlsx} or {@code NAME.json} is taken when
 * {@code NAME.csv.done} stands beside it, or when its size and modification time have not changed for the quiet time: so a
 * file that arrives by an atomic rename is taken whole, and one that is still being written is left alone for as long as
 * bytes keep coming.
 *
 * <p>What is kept of a file afterwards is CSV and holds no password: {@code done/NAME.csv} and {@code receipts/NAME.json}, or
 * {@code failed/NAME.csv} and {@code failed/NAME.error.txt}. Of a refused file that is too large, or without a header row
 * that says where its passwords are, only the latter is kept, and says so. The registry has the rows before the file moves, so a crash
 * in between costs a second look and nothing else.
 */
final class Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final String KEPT = ".csv";
    private static final String MARKER = ".done";
    private static final String NO_COPY =
            "Salinan berkas tidak disimpan, karena letak kata sandi di dalamnya tidak dapat dipastikan. / "
                    + "No copy of the file is kept, because nobody can say where in it the passwords are.\n";
    private static final int FILES_AT_ONCE = 1000;
    private static final Duration POSTPONED = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Optional<Path> root;
    private final Partners partners;
    private final Function<String, Mapping> mappings;
    private final Receipts receipts;
    private final Supplier<Settings> settings;
    private final LongSupplier nanos;
    private final LargeBodies bodies;
    private final Map<Path, Seen> seen = new HashMap<>();
    private final Map<Path, Long> postponed = new HashMap<>();
    private final Set<Path> ignored = new HashSet<>();
    private long lookedAt;

    /**
     * @param root empty when there is no such entrance
     * @param mappings the words of each partner, by its name
     */
    Inbox(
            Optional<Path> root,
            Partners partners,
            Function<String, Mapping> mappings,
            Receipts receipts,
            Supplier<Settings> settings,
            LongSupplier nanos,
            LargeBodies bodies) {
        this.root = root;
        this.partners = partners;
        this.mappings = mappings;
        this.receipts = receipts;
        this.settings = settings;
        this.nanos = nanos;
        this.bodies = bodies;
        this.lookedAt = nanos.getAsLong() - Duration.ofDays(1).toNanos();
    }

    private record Stat(long size, FileTime modified) {}

    private record Seen(Stat stat, long since) {}

    Receipts receipts() {
        return receipts;
    }

    /** The files that have arrived; nothing while it is not time to look. */
    synchronized List<Arrival> look() throws IOException {
        long now = nanos.getAsLong();
        if (root.isEmpty() || now - lookedAt < settings.get().poll().toNanos()) {
            return List.of();
        }
        lookedAt = now;
        Folders.make(root.get());
        Set<String> names = partners.all().stream().map(Partner::name).collect(Collectors.toSet());
        for (String name : names) {
            receipts.resume(name, Folders.make(root.get().resolve(name)));
        }
        List<Arrival> arrivals = new ArrayList<>();
        Map<Path, Seen> before = Map.copyOf(seen);
        seen.clear();
        for (Path folder : Folders.entries(root.get(), FILES_AT_ONCE)) {
            String partner = String.valueOf(folder.getFileName());
            if (names.contains(partner) && Folders.isFolder(folder)) {
                look(partner, folder, before, arrivals);
            } else if (ignored.size() < FILES_AT_ONCE && ignored.add(folder)) {
                LOG.warn("{} in the inbox is no partner's folder and is left alone", folder.getFileName());
            }
        }
        return arrivals;
    }

    private void look(String partner, Path folder, Map<Path, Seen> before, List<Arrival> arrivals) throws IOException {
        for (Path file : Folders.entries(folder, FILES_AT_ONCE)) {
            String name = String.valueOf(file.getFileName());
            Optional<String> suffix = SubmissionFormats.suffix(name);
            if (suffix.isEmpty() || name.startsWith(".") || isPostponed(file)) {
                continue;
            }
            if (!Folders.isFile(file)) {
                if (ignored.size() < FILES_AT_ONCE && ignored.add(file)) {
                    LOG.warn("{} of partner {} is no regular file and is left alone", name, partner);
                }
                continue;
            }
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            Stat stat = new Stat(now.size(), now.lastModifiedTime());
            if (isComplete(file, stat, before)) {
                arrivals.add(new Arrival(partner, file, suffix.get(), stat));
            }
        }
    }

    private boolean isComplete(Path file, Stat stat, Map<Path, Seen> before) {
        Seen earlier = before.get(file);
        Seen latest = earlier != null && earlier.stat().equals(stat) ? earlier : new Seen(stat, nanos.getAsLong());
        seen.put(file, latest);
        return Folders.isFile(marker(file))
                || nanos.getAsLong() - latest.since() >= settings.get().quiet().toNanos();
    }

    private boolean isPostponed(Path file) {
        Long since = postponed.get(file);
        if (since == null || nanos.getAsLong() - since >= POSTPONED.toNanos()) {
            postponed.remove(file);
            return false;
        }
        return true;
    }

    /** Leaves a file where it is for a while, because something other than the file is wrong. */
    synchronized void postpone(Arrival arrival, Exception problem) {
        arrival.letGo();
        postponed.put(arrival.file(), nanos.getAsLong());
        LOG.error(
                "{} of partner {} could not be taken and stays where it is",
                arrival.file().getFileName(),
                arrival.partner(),
                problem);
    }

    private static Path marker(Path file) {
        return file.resolveSibling(file.getFileName() + MARKER);
    }

    /** A file that has arrived. */
    final class Arrival {
        private final String partner;
        private final Path file;
        private final String type;
        private final String name;
        private final Stat stat;
        private final LargeBodies.Place place = bodies.place();
        private byte[] body = {};

        private Arrival(String partner, Path file, String suffix, Stat stat) {
            this.partner = partner;
            this.file = file;
            this.type = SubmissionFormats.ofSuffix(suffix);
            String whole = String.valueOf(file.getFileName());
            this.name = whole.substring(0, whole.length() - suffix.length());
            this.stat = stat;
        }

        String partner() {
            return partner;
        }

        /** The submission's name: the file's without its ending. */
        String name() {
            return name;
        }

        private Path file() {
            return file;
        }

        /** Beside the file. */
        private Path folder(String child) {
            return file.resolveSibling(child);
        }

        Delivery read() throws IOException, SubmissionRefusedException {
            Limits limits = settings.get().limits();
            if (stat.size() > limits.bytes()) {
                throw limits.tooLarge();
            }
            try (InputStream in = Files.newInputStream(file(), LinkOption.NOFOLLOW_LINKS)) {
                body = place.read(in, limits.bytes() + 1, LONGEST);
            }
            return new Delivery(partner, type, name, body);
        }

        /** The rows are on disk: keeps the file without passwords, and the receipt. */
        void done(Receipt receipt) throws IOException {
            keep(folder("done"));
            receipts.add(receipt, Objects.requireNonNull(file.getParent()), name);
            remove();
            LOG.info("Took {} of partner {}: receipt {}", file.getFileName(), partner, receipt.id());
        }

        /** Nothing of it was kept by the registry: says why. */
        void failed(SubmissionRefusedException refusal) throws IOException {
            Path failed = folder("failed");
            String reasons = refusal.violations().stream().map(Inbox::line).collect(Collectors.joining());
            boolean copied = keep(failed);
            String note = copied ? "" : NO_COPY;
            Folders.write(failed.resolve(name + ".error.txt"), refusal.kind() + "\n" + reasons + note);
            if (!copied) {
                Files.deleteIfExists(failed.resolve(name + KEPT));
            }
            remove();
            LOG.warn("Refused {} of partner {}: {}", file.getFileName(), partner, refusal.kind());
        }

        /** Keeps a copy without passwords, unless nobody can say where they are; the file's content is let go then. */
        private boolean keep(Path folder) throws IOException {
            Delivery delivery = new Delivery(partner, type, name, body);
            Limits limits = settings.get().limits();
            try {
                return Folders.write(
                        folder.resolve(name + KEPT),
                        to -> SubmissionFormats.redacted(delivery, mappings.apply(partner), limits, to));
            } finally {
                letGo();
            }
        }

        private void letGo() {
            body = new byte[0];
            place.close();
        }

        /** Unless somebody has put another file in its place meanwhile. */
        private void remove() throws IOException {
            BasicFileAttributes now =
                    Files.readAttributes(file(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (stat.equals(new Stat(now.size(), now.lastModifiedTime()))) {
                Files.delete(file());
                Files.deleteIfExists(marker(file()));
            }
        }
    }

    private static String line(Violation violation) {
        String row = violation.row() == 0 ? "" : "line " + violation.row() + ": ";
        String field = violation.field().isEmpty() ? "" : violation.field() + ": ";
        return row + field + violation.message().id() + " / "
                + violation.message().en() + "\n";
    }
}
