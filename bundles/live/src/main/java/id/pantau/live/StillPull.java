package id.pantau.live;

import id.pantau.model.CodedPicture;
import id.pantau.model.Credentials;
import id.pantau.rtsp.client.RtspFailure;
import id.pantau.rtsp.client.RtspPull;
import id.pantau.rtsp.hls.HlsOptions;
import id.pantau.rtsp.hls.HlsPosition;
import id.pantau.rtsp.hls.SlabPool;
import id.pantau.service.MediaReader;
import id.pantau.service.MediaResource;
import id.pantau.spi.vendor.CameraException;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Pulls a stream for no longer than it takes to have one picture of it. For one picture. */
final class StillPull implements CameraFeed.Events {
    private static final int SLAB_BYTES = 64 << 10;
    private static final long MOST_MEMORY = 16L << 20;
    private static final HlsOptions SHORT = new HlsOptions(Duration.ofMillis(500), Duration.ofMillis(100), 3, 12 << 20);
    private static final long LOOK_MILLIS = 100;

    private final Loop loop;
    private final Duration patience;
    private Optional<RtspFailure> end = Optional.empty();

    StillPull(Loop loop, Duration patience) {
        this.loop = loop;
        this.patience = patience;
    }

    CodedPicture take(Pulls pulls, URI uri, Credentials credentials) throws CameraException, InterruptedException {
        SlabPool memory = new SlabPool(SLAB_BYTES, MOST_MEMORY);
        try (CameraFeed feed = new CameraFeed(loop, SHORT, new HlsPosition(1, 0, 0), memory, segment -> {})) {
            RtspPull pull = pulls.open(uri, credentials, false, feed.tap(this));
            try {
                return await(feed);
            } finally {
                feed.detach();
                pull.close();
            }
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new CameraException(CameraException.Kind.PROTOCOL, "its stream cannot be pulled");
        }
    }

    private synchronized CodedPicture await(CameraFeed feed) throws CameraException, InterruptedException {
        long begun = System.nanoTime();
        while (true) {
            Optional<CodedPicture> picture = picture(feed);
            if (picture.isPresent()) {
                return picture.get();
            }
            if (end.isPresent()) {
                throw new CameraException(kind(end.get().kind()), end.get().message());
            }
            if (System.nanoTime() - begun > patience.toNanos()) {
                throw new CameraException(
                        CameraException.Kind.UNREACHABLE, "no complete picture within " + patience.toSeconds() + " s");
            }
            wait(LOOK_MILLIS);
        }
    }

    private static Optional<CodedPicture> picture(CameraFeed feed) {
        if (feed.sendsPictures()) {
            return feed.media("snapshot.jpg", "").map(StillPull::still);
        }
        MediaReader reader = feed.read("");
        Optional<MediaResource> init = reader.next();
        if (init.isEmpty()) {
            return Optional.empty();
        }
        try (MediaResource header = init.get()) {
            return reader.next().map(part -> video(header, part));
        }
    }

    private static CodedPicture video(MediaResource header, MediaResource part) {
        try (part) {
            Instant takenAt = part.modified().orElse(Instant.now());
            return new CodedPicture(CodedPicture.Form.VIDEO, bytes(header, part), takenAt);
        }
    }

    private static CodedPicture still(MediaResource file) {
        try (file) {
            return new CodedPicture(
                    CodedPicture.Form.JPEG, bytes(file), file.modified().orElse(Instant.now()));
        }
    }

    /** A stream's memory bounds it. */
    private static ByteBuffer bytes(MediaResource... pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (MediaResource piece : pieces) {
            for (ByteBuffer bytes : piece.body()) {
                byte[] copy = new byte[bytes.remaining()];
                bytes.duplicate().get(copy);
                all.writeBytes(copy);
            }
        }
        return ByteBuffer.wrap(all.toByteArray());
    }

    private static CameraException.Kind kind(RtspFailure.Kind kind) {
        return switch (kind) {
            case UNAUTHORIZED -> CameraException.Kind.UNAUTHORIZED;
            case PROTOCOL -> CameraException.Kind.PROTOCOL;
            case UNSUPPORTED -> CameraException.Kind.UNSUPPORTED;
            case UNREACHABLE, SILENT, ENDED, CLOSED -> CameraException.Kind.UNREACHABLE;
        };
    }

    @Override
    public void connected(CameraFeed.Tap tap) {}

    @Override
    public void pictured(CameraFeed.Tap tap) {}

    @Override
    public synchronized void ended(CameraFeed.Tap tap, RtspFailure failure) {
        end = Optional.of(failure);
        notifyAll();
    }
}
