package id.pantau.recording;

import id.pantau.model.Actor;
import id.pantau.service.AuditTrail;
import id.pantau.service.Exports;
import id.pantau.service.Looks;
import id.pantau.service.NotSharedException;
import id.pantau.service.Recordings;
import id.pantau.spi.storage.SegmentStore.Segment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Joins recorded segments to files. */
@Component
public final class RecordingExports implements Exports {
    /** Ten seconds of the busiest camera are a tenth of it. */
    private static final int LARGEST_SEGMENT = 256 << 20;

    private final Recordings recordings;
    private final AuditTrail audit;
    private final Looks looks;

    @Activate
    public RecordingExports(@Reference Recordings recordings, @Reference AuditTrail audit, @Reference Looks looks) {
        this.recordings = recordings;
        this.audit = audit;
        this.looks = looks;
    }

    @Override
    public List<ExportedFile> export(String camera, Instant from, Instant to, Path folder, Actor who, String why)
            throws IOException {
        requireTime(from, to);
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder + " is no folder of the server");
        }
        List<Segment> segments = recordings.find(camera, from, to);
        if (segments.isEmpty()) {
            throw new NoSuchElementException(
                    "nothing was recorded of camera " + camera + " from " + from + " to " + to);
        }
        looks.note(camera, who.name());
        List<ExportDraft> drafts = new ArrayList<>();
        try {
            write(segments, folder, drafts);
            List<ExportedFile> files = new ArrayList<>();
            for (ExportDraft draft : drafts) {
                files.add(draft.finish());
            }
            recordings.find(camera, from, to); // the owner's last chance to say no
            audit.record(who, "recording.export", camera, told(why, files));
            publish(drafts);
            return files;
        } finally {
            for (ExportDraft draft : drafts) {
                draft.close();
            }
        }
    }

    private static void requireTime(Instant from, Instant to) {
        if (!to.isAfter(from)) {
            throw new IllegalArgumentException("the time ends before it begins");
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "one export covers at most " + LONGEST.toHours() + " hours; ask for the rest with another");
        }
    }

    private void write(List<Segment> segments, Path folder, List<ExportDraft> drafts) throws IOException {
        for (Segment segment : segments) {
            RecordedMedia media = read(segment);
            ExportDraft last = drafts.isEmpty() ? null : drafts.get(drafts.size() - 1);
            if (last != null && last.goesOnWith(media)) {
                last.append(segment, media);
            } else {
                drafts.add(new ExportDraft(folder, segment, media));
            }
        }
    }

    private RecordedMedia read(Segment segment) throws IOException {
        try (InputStream in = recordings.read(segment)) {
            byte[] bytes = in.readNBytes(LARGEST_SEGMENT + 1);
            if (bytes.length > LARGEST_SEGMENT) {
                throw new IOException("it has more than " + LARGEST_SEGMENT + " bytes");
            }
            return RecordedMedia.of(bytes);
        } catch (NotSharedException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(
                    "the segment of camera " + segment.camera() + " at " + segment.start() + ": " + e.getMessage(), e);
        }
    }

    private static String told(String why, List<ExportedFile> files) {
        return why + " ["
                + String.join(
                        ", ",
                        files.stream()
                                .map(file -> file.file().getFileName() + " sha256 " + file.sha256())
                                .toList())
                + "]";
    }

    /** All of them or none. */
    private static void publish(List<ExportDraft> drafts) throws IOException {
        List<ExportDraft> published = new ArrayList<>();
        try {
            for (ExportDraft draft : drafts) {
                draft.publish();
                published.add(draft);
            }
        } catch (IOException e) {
            for (ExportDraft draft : published) {
                draft.withdraw();
            }
            throw e;
        }
    }
}
