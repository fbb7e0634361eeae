package id.pantau.vision;

import id.pantau.service.Live;
import id.pantau.service.MediaReader;
import id.pantau.service.MediaResource;
import id.pantau.vision.worker.Worker;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/**
 * The newest pictures of a camera that can be decoded by themselves.
 *
 * @param mp4 fragmented, beginning with a key picture
 * @param arrival of that picture
 */
record KeyPicture(byte[] mp4, Instant arrival) {

    /**
     * Reads a camera's first stream.
     *
     * @param after what came then or earlier is known already
     * @return empty when there is nothing newer, or more than a worker takes
     */
    static Optional<KeyPicture> newest(Live live, String camera, Instant after) {
        return live.read(camera, "").flatMap(reader -> read(reader, after));
    }

    private static Optional<KeyPicture> read(MediaReader reader, Instant after) {
        try (Piece init = new Piece(reader.next());
                Piece part = new Piece(reader.next())) {
            Optional<Instant> arrival = part.resource.flatMap(MediaResource::modified);
            long length = init.length() + part.length();
            if (init.resource.isEmpty() || length > Worker.MOST_MEDIA || arrival.isEmpty()) {
                return Optional.empty();
            }
            if (!arrival.get().isAfter(after)) {
                return Optional.empty();
            }
            ByteBuffer mp4 = ByteBuffer.allocate((int) length);
            init.copyTo(mp4);
            part.copyTo(mp4);
            return Optional.of(new KeyPicture(mp4.array(), arrival.get()));
        }
    }

    private record Piece(Optional<MediaResource> resource) implements AutoCloseable {

        long length() {
            return resource.map(MediaResource::length).orElse(0L);
        }

        void copyTo(ByteBuffer target) {
            resource.ifPresent(bytes -> bytes.body().forEach(target::put));
        }

        @Override
        public void close() {
            resource.ifPresent(MediaResource::close);
        }
    }
}
