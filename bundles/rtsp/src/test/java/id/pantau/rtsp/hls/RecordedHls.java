package id.pantau.rtsp.hls;

import id.pantau.rtsp.client.PullListener;
import id.pantau.rtsp.client.RtspFailure;
import id.pantau.rtsp.media.AccessUnit;
import id.pantau.rtsp.media.AudioFormat;
import id.pantau.rtsp.media.AudioFrame;
import id.pantau.rtsp.media.VideoFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Packages a pull, and keeps every segment as a file that a player can open: one per format. */
final class RecordedHls implements PullListener, AutoCloseable {
    final List<VideoFormat> formats = new ArrayList<>();
    final List<RtspFailure> failures = new ArrayList<>();
    private final Path folder;
    private final List<Path> files = new ArrayList<>();
    private final SlabPool pool = new SlabPool(64 << 10, 64 << 20);
    private final HlsStream stream;
    private String init = "";
    private int pictures;
    private int segments;

    RecordedHls(Path folder) {
        this(folder, new HlsOptions(Duration.ofSeconds(1), 6, 32 << 20));
    }

    RecordedHls(Path folder, HlsOptions options) {
        this.folder = folder;
        stream = new HlsStream(options, new HlsPosition(1, 0, 0), pool, this::keep);
    }

    HlsStream stream() {
        return stream;
    }

    @Override
    public synchronized void playing(VideoFormat format) {
        formats.add(format);
        stream.format(format);
    }

    @Override
    public synchronized void hearing(AudioFormat format) {
        stream.format(formats.get(formats.size() - 1).with(Optional.of(format)));
    }

    @Override
    public synchronized void audioFrame(AudioFrame frame) {
        stream.append(frame);
    }

    @Override
    public synchronized void accessUnit(AccessUnit unit) {
        pictures++;
        stream.append(unit);
    }

    @Override
    public synchronized void closed(RtspFailure failure) {
        failures.add(failure);
        stream.discontinuity();
    }

    synchronized int pictures() {
        return pictures;
    }

    synchronized int segments() {
        return segments;
    }

    /** Every file so far, one per format. */
    synchronized List<Path> files() {
        return List.copyOf(files);
    }

    @Override
    public void close() {
        stream.close();
    }

    private void keep(ClosedSegment segment) {
        try {
            if (!segment.initName().equals(init)) {
                init = segment.initName();
                Path file = Files.createTempFile(folder, "recorded", ".mp4");
                files.add(file);
                Files.write(file, bytes(init));
            }
            Files.write(files.get(files.size() - 1), bytes(segment.name()), java.nio.file.StandardOpenOption.APPEND);
            segments++;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private byte[] bytes(String name) {
        try (HlsResource resource = stream.find(name).orElseThrow()) {
            return HlsServer.bytes(resource);
        }
    }
}
