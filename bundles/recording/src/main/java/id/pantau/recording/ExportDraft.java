package id.pantau.recording;

import id.pantau.service.Exports.ExportedFile;
import id.pantau.spi.storage.SegmentStore.Segment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Set;

/** A file of an export while it is written; its owner alone can read it. Used by one thread. */
final class ExportDraft implements AutoCloseable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Path file;
    private final Path draft;
    private final Instant start;
    private final FileChannel channel;
    private final MessageDigest sha256;
    private RecordedMedia last;
    private Instant end;
    private Duration recorded;

    /** @throws FileAlreadyExistsException when a file of that camera and time is there already, or is being written */
    ExportDraft(Path folder, Segment segment, RecordedMedia media) throws IOException {
        file = folder.resolve(segment.camera() + "-" + TIME.format(segment.start()) + ".mp4");
        draft = folder.resolve(file.getFileName() + ".draft");
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        start = segment.start();
        sha256 = sha256();
        channel = FileChannel.open(
                draft,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        last = media;
        end = segment.end();
        recorded = Duration.ZERO;
        try {
            write(media.init());
            append(segment, media);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    boolean goesOnWith(RecordedMedia media) {
        return media.follows(last);
    }

    void append(Segment segment, RecordedMedia media) throws IOException {
        write(media.media());
        last = media;
        end = segment.end();
        recorded = recorded.plus(Duration.between(segment.start(), segment.end()));
    }

    private void write(ByteBuffer bytes) throws IOException {
        sha256.update(bytes.duplicate());
        for (ByteBuffer rest = bytes.duplicate(); rest.hasRemaining(); ) {
            channel.write(rest);
        }
    }

    /** Everything is on disk, under the draft's name still. */
    ExportedFile finish() throws IOException {
        channel.force(true);
        ExportedFile finished = new ExportedFile(
                file, start, end, recorded, channel.size(), HexFormat.of().formatHex(sha256.digest()));
        channel.close();
        return finished;
    }

    /** The finished file appears under its name. */
    void publish() throws IOException {
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    void withdraw() throws IOException {
        Files.deleteIfExists(file);
    }

    /** Leaves no draft behind. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(draft);
    }
}
