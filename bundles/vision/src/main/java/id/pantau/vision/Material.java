package id.pantau.vision;

import id.pantau.service.Live;
import id.pantau.service.MediaReader;
import id.pantau.service.MediaResource;
import id.pantau.vision.worker.Task;
import id.pantau.vision.worker.Worker;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/**
 * What a camera sent, to be decoded by itself.
 *
 * @param form how
 * @param bytes at most {@link Worker#MOST_MEDIA}
 * @param arrival of the picture that is wanted of it
 */
record Material(Task.Form form, byte[] bytes, Instant arrival) {
    private static final String SNAPSHOT = "snapshot.jpg";

    /**
     * The newest picture that does not cost much to decode: the newest key picture of the first stream, or the newest of a
     * camera that sends single ones.
     *
     * @param after what came then or earlier is known already
     * @return empty when there is nothing newer, or more than a worker takes
     */
    static Optional<Material> cheapest(Live live, String camera, Instant after) {
        return live.sendsPictures(camera)
                ? live.media(camera, SNAPSHOT, "").flatMap(Material::still).filter(m -> m.isAfter(after))
                : live.read(camera, "").flatMap(reader -> read(reader, Task.Form.FIRST, after));
    }

    /** The newest picture, whatever it costs: with all that came since the newest key picture. */
    static Optional<Material> newest(Live live, String camera, Instant after) {
        return live.sendsPictures(camera)
                ? cheapest(live, camera, after)
                : live.read(camera, "").flatMap(reader -> read(reader, Task.Form.LAST, after));
    }

    private boolean isAfter(Instant then) {
        return arrival.isAfter(then);
    }

    private static Optional<Material> still(MediaResource file) {
        try (file) {
            if (file.length() > Worker.MOST_MEDIA) {
                return Optional.empty();
            }
            Collected bytes = new Collected();
            bytes.add(file);
            return file.modified().map(arrival -> new Material(Task.Form.STILL, bytes.toByteArray(), arrival));
        }
    }

    private static Optional<Material> read(MediaReader reader, Task.Form form, Instant after) {
        Collected bytes = new Collected();
        Optional<Instant> arrival = Optional.empty();
        int pieces = 0;
        for (Optional<MediaResource> next = reader.next(); next.isPresent(); next = reader.next()) {
            try (MediaResource piece = next.get()) {
                if (bytes.size() + piece.length() > Worker.MOST_MEDIA) {
                    return Optional.empty();
                }
                bytes.add(piece);
                arrival = piece.modified();
            }
            // the initialisation segment, and the part that begins with a key picture
            if (++pieces == 2 && form == Task.Form.FIRST) {
                break;
            }
        }
        return pieces < 2
                ? Optional.empty()
                : arrival.map(at -> new Material(form, bytes.toByteArray(), at)).filter(m -> m.isAfter(after));
    }

    private static final class Collected extends ByteArrayOutputStream {
        void add(MediaResource resource) {
            for (ByteBuffer piece : resource.body()) {
                byte[] copy = new byte[piece.remaining()];
                piece.get(copy);
                writeBytes(copy);
            }
        }
    }
}
