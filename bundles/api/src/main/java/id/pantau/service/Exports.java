package id.pantau.service;

import id.pantau.model.Actor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Recordings as files that leave the platform. Thread-safe; a call blocks until everything is written. */
@ProviderType
public interface Exports {
    /** The longest time that one export covers. */
    Duration LONGEST = Duration.ofHours(24);

    /**
     * Writes what was recorded of a camera in [from, to) to new files of a folder: fragmented MP4 (ISO/IEC 14496-12), whole segments, so
     * up to a segment more at either end. One file goes on until the coding changes or the camera's timeline begins anew. The bytes of the
     * pictures are those that the camera sent. The owner is asked again at each segment and before the files appear; when anything
     * fails, none appears. Leaves an audit row, and notes the look.
     *
     * @param folder on the server; it exists
     * @param why for the audit trail, not blank
     * @throws NotSharedException when the camera's owner does not share recordings, or stops it meanwhile
     * @throws java.util.NoSuchElementException when nothing was recorded in that time
     * @throws IllegalArgumentException when the time is empty or longer than {@link #LONGEST}
     * @throws IOException when a segment cannot be read or a file not be written, naming which
     */
    List<ExportedFile> export(String camera, Instant from, Instant to, Path folder, Actor who, String why)
            throws IOException;

    /**
     * A file of an export.
     *
     * @param start the first picture's time
     * @param end after the last picture
     * @param recorded how much of that is pictures; less than {@code end - start} where the recording has holes
     * @param sha256 of the whole file, lower-case hexadecimal
     */
    record ExportedFile(Path file, Instant start, Instant end, Duration recorded, long bytes, String sha256) {}
}
