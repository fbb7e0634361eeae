package id.pantau.camel.routes;

import id.pantau.camel.routes.PantauComponent.PantauOptions;
import id.pantau.model.Text;
import id.pantau.model.Use;
import id.pantau.service.Live;
import id.pantau.service.MediaResource;
import id.pantau.service.NotSharedException;
import id.pantau.service.Snapshot;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/**
 * {@code pantau:snapshot}, a camera's newest picture: the body becomes a JPEG file. Option: {@code camera}, its id, by default as the
 * header PantauCamera says. Asks the owner's agreements as staff's pages do, and notes for the owner that the route looked. Throws a
 * {@link NotSharedException} with the owner's reason, or a {@link NoSuchElementException} when there is no camera or no recent picture.
 */
final class SnapshotEndpoint extends DefaultEndpoint {
    /** Its name among a camera's files, and the platform as a viewer. */
    private static final String FILE = "snapshot.jpg";

    private static final String NOBODY = "";

    private final Platform platform;
    private final String camera;

    SnapshotEndpoint(String uri, PantauComponent component, Platform platform, PantauOptions options) {
        super(uri, component);
        this.platform = platform;
        this.camera = options.text("camera");
    }

    @Override
    public Producer createProducer() {
        return new DefaultProducer(this) {
            @Override
            public void process(Exchange exchange) throws Exception {
                take(exchange.getMessage(), String.valueOf(exchange.getFromRouteId()));
            }
        };
    }

    private void take(Message message, String route) throws NotSharedException {
        String id = camera.isEmpty() ? message.getHeader(Headers.CAMERA, "", String.class) : camera;
        if (platform.cameras().find(id).isEmpty()) {
            throw new NoSuchElementException("there is no camera '" + id + "'");
        }
        Optional<Text> obstacle = platform.sharing().obstacle(id, Use.LIVE, Instant.now());
        if (obstacle.isPresent()) {
            throw new NotSharedException(obstacle.get());
        }
        Snapshot picture =
                newest(id).orElseThrow(() -> new NoSuchElementException("there is no recent picture of camera " + id));
        platform.looks().note(id, "route " + route);
        Headers.strip(message);
        message.setHeader(Headers.CAMERA, id);
        message.setHeader(Headers.AT, picture.takenAt().toString());
        message.setHeader(Headers.CONTENT_TYPE, "image/jpeg");
        byte[] jpeg = new byte[picture.jpeg().remaining()];
        picture.jpeg().get(jpeg);
        message.setBody(jpeg);
    }

    private Optional<Snapshot> newest(String id) {
        Optional<Live> pictures = platform.live().filter(live -> live.sendsPictures(id));
        return pictures.isPresent()
                ? pictures.get().media(id, FILE, NOBODY).map(SnapshotEndpoint::sent)
                : platform.snapshots().flatMap(s -> s.newest(id));
    }

    private static Snapshot sent(MediaResource resource) {
        try (resource) {
            ByteBuffer jpeg = ByteBuffer.allocate(Math.toIntExact(resource.length()));
            resource.body().forEach(jpeg::put);
            return new Snapshot(jpeg.flip(), resource.modified().orElseGet(Instant::now));
        }
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("pantau:snapshot is to send to; nothing can be read from it");
    }
}
