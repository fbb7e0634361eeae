package id.pantau.shell;

import id.pantau.model.Camera;
import id.pantau.model.CameraState;
import id.pantau.model.Endpoint;
import id.pantau.model.Partner;
import id.pantau.model.Point;
import id.pantau.model.Publication;
import id.pantau.model.Publication.Stand;
import id.pantau.model.Reason;
import id.pantau.model.Scene;
import id.pantau.model.StreamStats;
import id.pantau.service.Cameras;
import id.pantau.service.Live;
import id.pantau.service.Partners;
import id.pantau.service.Points;
import id.pantau.service.Publications;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Two cameras: one live and public, one dark and private. */
final class City {
    static final Instant SINCE = Instant.parse("2026-11-22T03:00:00Z");
    static final Camera GATE =
            camera("aaaaaaaaaaaa", "Gate \u001b[2J", "rtsp://10.20.0.7:554/ch1?user=u&password=Gheim77");
    static final Camera PARK = camera("bbbbbbbbbbbb", "Taman", "rtsp://10.20.0.8/user=u_password=Gheim77_channel=1");

    final Fake<Cameras> cameras = new Fake<>(Cameras.class)
            .on("all", List.of(GATE, PARK))
            .on("find", (Fake.Answer) a -> List.of(GATE, PARK).stream()
                    .filter(c -> c.id().equals(a[0]))
                    .findFirst());
    final Fake<Live> live = new Fake<>(Live.class)
            .on("state", (Fake.Answer) a -> Optional.of(
                    a[0].equals(GATE.id())
                            ? CameraState.live(SINCE)
                            : CameraState.offline(Reason.UNREACHABLE, "no answer", SINCE)))
            .on("stats", (Fake.Answer) a -> a[0].equals(GATE.id())
                    ? new StreamStats(12.34, 500_000, 640, 360, 3, 1, 1, Optional.of(SINCE))
                    : StreamStats.NONE);
    final Fake<Publications> publications = new Fake<>(Publications.class)
            .on("of", (Fake.Answer) a -> a[0].equals(GATE.id()) ? published() : Publication.none((String) a[0]))
            .on("all", List.of(published()));
    final Fake<Partners> partners = new Fake<>(Partners.class)
            .on("all", List.of(new Partner("anu", "Hotel Anu")))
            .on("find", (Fake.Answer)
                    a -> a[0].equals("anu") ? Optional.of(new Partner("anu", "Hotel Anu")) : Optional.empty());
    final Fake<Points> points = new Fake<>(Points.class)
            .on("all", List.of(new Point("simpang", "Simpang", "Batam Kota", 1.1, 104)))
            .on("find", (Fake.Answer) a -> a[0].equals("simpang")
                    ? Optional.of(new Point("simpang", "Simpang", "Batam Kota", 1.1, 104))
                    : Optional.empty());

    Console console() {
        return new Console()
                .with(cameras)
                .with(live)
                .with(publications)
                .with(partners)
                .with(points);
    }

    private static Publication published() {
        return new Publication(GATE.id(), Stand.PUBLIC, Optional.empty(), Optional.empty(), SINCE);
    }

    private static Camera camera(String id, String name, String address) {
        return new Camera(
                id, name, "simpang", "anu", "REF-" + id, "rtsp", Endpoint.parse(address), "1", Scene.STREET, true);
    }
}
