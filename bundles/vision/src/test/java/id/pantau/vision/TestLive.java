package id.pantau.vision;

import id.pantau.model.CameraState;
import id.pantau.model.Reason;
import id.pantau.model.StreamStats;
import id.pantau.rtsp.hls.HlsResource;
import id.pantau.rtsp.hls.PartReader;
import id.pantau.service.Live;
import id.pantau.service.MediaAnswer;
import id.pantau.service.MediaReader;
import id.pantau.service.MediaRequest;
import id.pantau.service.MediaResource;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Some cameras that are live. */
final class TestLive implements Live {
    final Map<String, TestCamera> cameras = new ConcurrentHashMap<>();
    final Set<String> dark = ConcurrentHashMap.newKeySet();

    @Override
    public Optional<CameraState> state(String camera) {
        Instant since = Instant.EPOCH;
        return Optional.ofNullable(cameras.get(camera))
                .map(c -> dark.contains(camera)
                        ? CameraState.offline(Reason.UNREACHABLE, "", since)
                        : CameraState.live(since));
    }

    @Override
    public StreamStats stats(String camera) {
        int width = cameras.containsKey(camera) ? cameras.get(camera).width() : 0;
        return new StreamStats(0, 0, width, 0, 0, 0, 0, Optional.empty());
    }

    @Override
    public boolean hasMain(String camera) {
        return false;
    }

    @Override
    public Optional<MediaResource> media(String camera, String name, String viewer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MediaAnswer ask(MediaRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<MediaReader> read(String camera, String viewer) {
        if (!viewer.isEmpty()) {
            throw new AssertionError("the platform itself is no viewer");
        }
        return Optional.ofNullable(cameras.get(camera)).map(c -> new Reader(c.read(), Instant.now()));
    }

    @Override
    public Runnable watch(Consumer<String> changed) {
        throw new UnsupportedOperationException();
    }

    private record Reader(PartReader parts, Instant now) implements MediaReader {

        @Override
        public Optional<MediaResource> next() {
            return parts.next().map(piece -> new Piece(piece, parts.arrival().map(any -> now)));
        }

        @Override
        public boolean isOver() {
            return parts.isOver();
        }
    }

    private record Piece(HlsResource file, Optional<Instant> modified) implements MediaResource {

        @Override
        public String contentType() {
            return file.contentType();
        }

        @Override
        public long length() {
            return file.length();
        }

        @Override
        public List<ByteBuffer> body() {
            return file.body();
        }

        @Override
        public boolean immutable() {
            return file.immutable();
        }

        @Override
        public String etag() {
            return file.etag();
        }

        @Override
        public void close() {
            file.close();
        }
    }
}
