package id.pantau.storage.filesystem;

import id.pantau.spi.storage.SegmentStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps segments as files below one folder. File names are the index: there is no other one that could disagree with
 * them. A draft lies in {@code .drafts} and becomes visible by a rename, in this order: bytes, fsync of the file,
 * rename, fsync of the folder. Only regular files below the folder are read; symbolic links are not followed.
 */
final class SegmentFolder implements SegmentStore {
    private static final String DRAFTS = ".drafts";
    private static final Comparator<Segment> OLDEST_FIRST =
            Comparator.comparing(Segment::start).thenComparing(Segment::end);

    private final Path folder;
    private final Path drafts;
    private final Budget budget;
    /** Held while folders and names change, so that no folder disappears under a segment that is being renamed. */
    private final ReentrantLock names = new ReentrantLock();

    /**
     * Takes over what is in {@code folder}, except the drafts, which nobody will finish.
     *
     * @param maximumBytes of committed segments and drafts together
     */
    SegmentFolder(Path folder, long maximumBytes) throws IOException {
        this.folder = createFolder(folder).toRealPath();
        this.drafts = createFolder(this.folder.resolve(DRAFTS));
        removeOrphans(drafts);
        long segments = 0;
        long bytes = 0;
        for (Path camera : folders(this.folder)) {
            for (Path day : folders(camera)) {
                for (Path file : files(day)) {
                    segments++;
                    bytes += Files.size(file);
                }
            }
        }
        this.budget = new Budget(maximumBytes, segments, bytes);
    }

    @Override
    public Draft begin(Segment segment) throws IOException {
        Path file = folder.resolve(SegmentName.path(segment));
        refuseExisting(file);
        budget.reserve(0);
        Path draft = drafts.resolve(UUID.randomUUID().toString());
        FileChannel channel = FileChannel.open(
                draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly("rw-------"));
        return new FileDraft(draft, channel, budget, () -> commit(draft, file));
    }

    @Override
    public Set<String> cameras() throws IOException {
        Set<String> cameras = new HashSet<>();
        for (Path camera : folders(folder)) {
            if (!isEmpty(camera)) {
                cameras.add(name(camera));
            }
        }
        return cameras;
    }

    @Override
    public List<Segment> find(String camera, Instant from, Instant to) throws IOException {
        List<Segment> found = new ArrayList<>();
        if (SegmentName.isCamera(camera) && from.isBefore(to)) {
            for (Path day : days(camera, from, to)) {
                for (Path file : files(day)) {
                    SegmentName.parse(camera, name(file))
                            .filter(segment -> segment.start().isBefore(to))
                            .filter(segment -> segment.end().isAfter(from))
                            .ifPresent(found::add);
                }
            }
        }
        found.sort(OLDEST_FIRST);
        return found;
    }

    @Override
    public InputStream read(Segment segment) throws IOException {
        Path file = existing(segment).orElseThrow(() -> new NoSuchFileException(segment.toString()));
        return Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void delete(Segment segment) throws IOException {
        names.lock();
        try {
            Optional<Path> file = existing(segment);
            if (file.isPresent()) {
                long bytes = Files.size(file.get());
                Files.delete(file.get());
                budget.deleted(bytes);
                Path day = parent(file.get());
                sync(day);
                if (deleteEmpty(day)) {
                    deleteEmpty(parent(day));
                }
            }
        } finally {
            names.unlock();
        }
    }

    @Override
    public Usage usage() throws IOException {
        return budget.usage(Files.getFileStore(folder).getUsableSpace());
    }

    private void commit(Path draft, Path file) throws IOException {
        names.lock();
        try {
            refuseExisting(file);
            Path day = createFolder(parent(file));
            if (!day.toRealPath().equals(day)) {
                throw new IOException("a symbolic link leads out of the store");
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            try {
                sync(day);
                sync(parent(day));
                sync(folder);
            } catch (IOException e) {
                Files.deleteIfExists(file);
                throw e;
            }
        } finally {
            names.unlock();
        }
    }

    private static void refuseExisting(Path file) throws FileAlreadyExistsException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(file.getFileName().toString());
        }
    }

    /** The segment's file, unless there is none, or a link on the way to it leads elsewhere. */
    private Optional<Path> existing(Segment segment) throws IOException {
        Path file = folder.resolve(SegmentName.path(segment));
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        return file.toRealPath().equals(file) ? Optional.of(file) : Optional.empty();
    }

    /** The day folders of a camera that may hold something of [from, to). */
    private List<Path> days(String camera, Instant from, Instant to) throws IOException {
        Path own = folder.resolve(camera);
        if (!Files.isDirectory(own, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        List<Path> days = new ArrayList<>();
        for (Path day : folders(own)) {
            Optional<LocalDate> date = date(name(day));
            if (date.isPresent() && mayOverlap(date.get(), from, to)) {
                days.add(day);
            }
        }
        return days;
    }

    private static boolean mayOverlap(LocalDate day, Instant from, Instant to) {
        Instant start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant latestEnd = start.plus(Duration.ofDays(1)).plus(SegmentName.LONGEST);
        return start.isBefore(to) && latestEnd.isAfter(from);
    }

    private static Optional<LocalDate> date(String name) {
        try {
            return Optional.of(LocalDate.parse(name));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The files in a day's folder that are segments; none when the folder has just been emptied. */
    private static List<Path> files(Path day) throws IOException {
        String camera = name(parent(day));
        List<Path> segments = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(day)) {
            for (Path file : files) {
                if (SegmentName.parse(camera, name(file)).isPresent()
                        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    segments.add(file);
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        }
        return segments;
    }

    /** The folders in a folder that are not links and not hidden. */
    private static List<Path> folders(Path in) throws IOException {
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(
                in, entry -> !name(entry).startsWith(".") && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))) {
            entries.forEach(folders::add);
        } catch (NoSuchFileException e) {
            return List.of();
        }
        return folders;
    }

    private static void removeOrphans(Path drafts) throws IOException {
        try (DirectoryStream<Path> orphans = Files.newDirectoryStream(drafts)) {
            for (Path orphan : orphans) {
                Files.deleteIfExists(orphan);
            }
        }
    }

    private static Path createFolder(Path path) throws IOException {
        return Files.createDirectories(path, ownerOnly("rwx------"));
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        };
    }

    private static boolean isEmpty(Path path) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            return !entries.iterator().hasNext();
        } catch (NoSuchFileException e) {
            return true;
        }
    }

    private static boolean deleteEmpty(Path path) throws IOException {
        if (!isEmpty(path)) {
            return false;
        }
        Files.deleteIfExists(path);
        sync(parent(path));
        return true;
    }

    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("nothing above " + path);
        }
        return parent;
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
