package id.pantau.onboarding;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;

/** Folders that partners may write to, used without following anything that they may have linked. */
final class Folders {
    private static final String PRIVATE_FOLDER = "rwx------";
    private static final String PRIVATE_FILE = "rw-------";

    private Folders() {}

    /** Makes a folder for its owner only, unless it is there. */
    static Path make(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PRIVATE_FOLDER)));
        }
        if (!isFolder(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
        return folder;
    }

    static boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    static boolean isFile(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Writes a whole file or nothing, in place of what is there. */
    static void write(Path file, String text) throws IOException {
        write(file, to -> {
            to.write(text);
            return true;
        });
    }

    /** What a file will hold. */
    @FunctionalInterface
    interface Content {
        /** Returns whether what was written is to be kept. */
        boolean write(Writer to) throws IOException;
    }

    /** Writes a whole file in place of what is there, or nothing; returns whether it did. */
    static boolean write(Path file, Content content) throws IOException {
        Path folder = make(Objects.requireNonNull(file.getParent()));
        Path fresh = Files.createTempFile(
                folder,
                ".",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PRIVATE_FILE)));
        try {
            boolean kept;
            try (Writer to = Files.newBufferedWriter(fresh, StandardCharsets.UTF_8)) {
                kept = content.write(to);
            }
            if (kept) {
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            return kept;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** The files with an ending that were written last, newest first; at most {@code limit}, of however many. */
    static List<Path> newest(Path folder, String ending, int limit) throws IOException {
        PriorityQueue<Dated> newest = new PriorityQueue<>(Comparator.comparing(Dated::when));
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, "*" + ending)) {
            for (Path file : stream) {
                if (isFile(file)) {
                    newest.add(new Dated(file, Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)));
                }
                if (newest.size() > limit) {
                    newest.remove();
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return newest.stream()
                .sorted(Comparator.comparing(Dated::when).reversed())
                .map(Dated::file)
                .toList();
    }

    private record Dated(Path file, FileTime when) {}

    /** At most {@code limit} entries, so that a folder with millions costs no more than one with that many. */
    static List<Path> entries(Path folder, int limit) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path entry : stream) {
                if (entries.size() == limit) {
                    break;
                }
                entries.add(entry);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        entries.sort(null);
        return entries;
    }
}
