package id.pantau.camel.routes;

import id.pantau.model.Camera;
import id.pantau.model.Endpoint;
import id.pantau.model.Partner;
import id.pantau.model.Receipt;
import id.pantau.model.Scene;
import id.pantau.model.Text;
import id.pantau.model.Use;
import id.pantau.service.Cameras;
import id.pantau.service.Live;
import id.pantau.service.Looks;
import id.pantau.service.NotSharedException;
import id.pantau.service.Onboarding;
import id.pantau.service.Partners;
import id.pantau.service.Recordings;
import id.pantau.service.Sharing;
import id.pantau.service.Snapshot;
import id.pantau.service.Snapshots;
import id.pantau.spi.storage.SegmentStore.Segment;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;

/** A platform with one camera and one partner, in memory. */
final class MemoryPlatform {
    static final String CAMERA = "abc123def456";
    static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, 1, 2, (byte) 0xff, (byte) 0xd9};
    static final Instant NOON = Instant.parse("2026-11-29T05:00:00Z");
    static final Text WITHHELD = new Text("Ditahan pemiliknya.", "Withheld by its owner.");

    static {
        // a machine that has other things to do is no failure
        Awaitility.setDefaultTimeout(Duration.ofSeconds(40));
    }

    final Platform platform = new Platform();

    /** What was submitted: partner, content type, name, content. */
    final List<String> submitted = new CopyOnWriteArrayList<>();

    final List<String> looks = new CopyOnWriteArrayList<>();
    final List<Segment> recorded = new CopyOnWriteArrayList<>();
    final AtomicReference<Optional<Text>> obstacle = new AtomicReference<>(Optional.empty());

    MemoryPlatform() {
        Camera camera = new Camera(
                CAMERA,
                "Simpang Jam",
                "simpang",
                "bank-anu",
                "GATE-07",
                "rtsp",
                Endpoint.parse("rtsp://10.20.0.7:554/ch1"),
                "1",
                Scene.STREET,
                true);
        platform.cameras = Stub.of(
                Cameras.class, Map.of("find", a -> a[0].equals(CAMERA) ? Optional.of(camera) : Optional.empty()));
        platform.partners = Stub.of(
                Partners.class,
                Map.of(
                        "find",
                        a -> a[0].equals("bank-anu")
                                ? Optional.of(new Partner("bank-anu", "Bank Anu"))
                                : Optional.empty()));
        platform.onboarding = Stub.of(Onboarding.class, Map.of("submit", a -> {
            submitted.add(a[0] + " " + a[1] + " " + a[2] + " " + new String((byte[]) a[3], StandardCharsets.UTF_8));
            return new Receipt("r-1", (String) a[0], "s-1", NOON, List.of());
        }));
        platform.sharing =
                Stub.of(Sharing.class, Map.of("obstacle", a -> a[1] == Use.LIVE ? obstacle.get() : Optional.empty()));
        platform.looks = Stub.of(Looks.class, Map.of("note", a -> looks.add(a[0] + " " + a[1])));
        platform.live = Stub.of(Live.class, Map.of("sendsPictures", a -> false));
        platform.snapshots =
                Stub.of(Snapshots.class, Map.of("newest", a -> Optional.of(new Snapshot(ByteBuffer.wrap(JPEG), NOON))));
        platform.recordings = Stub.of(Recordings.class, Map.of("find", this::find, "read", this::read));
    }

    void record(int second, int seconds) {
        recorded.add(new Segment(CAMERA, NOON.plusSeconds(second), NOON.plusSeconds(second + seconds)));
    }

    private Object find(Object[] arguments) throws NotSharedException {
        share();
        return recorded.stream()
                .filter(s ->
                        s.end().isAfter((Instant) arguments[1]) && s.start().isBefore((Instant) arguments[2]))
                .toList();
    }

    private Object read(Object[] arguments) throws NotSharedException {
        share();
        return new ByteArrayInputStream(("mp4 " + ((Segment) arguments[0]).start()).getBytes(StandardCharsets.UTF_8));
    }

    private void share() throws NotSharedException {
        if (obstacle.get().isPresent()) {
            throw new NotSharedException(obstacle.get().get());
        }
    }
}
