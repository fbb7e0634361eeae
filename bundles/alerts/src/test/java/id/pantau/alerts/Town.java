package id.pantau.alerts;

import id.pantau.alerts.Sighting.Aspect;
import id.pantau.model.Camera;
import id.pantau.model.CameraState;
import id.pantau.model.Endpoint;
import id.pantau.model.Reason;
import id.pantau.model.Scene;
import id.pantau.model.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Cameras that fail when they are told to, a clock that is wound by hand, and a box for what was sent. */
final class Town extends Clock implements City, AlertDesk.Sender {
    /** A Friday noon, by the town's clock. */
    static final Instant NOON = Instant.parse("2026-08-07T12:00:00Z");

    final List<Digest> sent = new ArrayList<>();
    private final Map<Sighting.Key, Sighting> sightings = new LinkedHashMap<>();
    private Instant now = NOON;
    private boolean deaf;
    private boolean ticks;
    int refused;

    /** So many cameras at a point, at addresses of one network that begins like {@code 10.20.0.}. */
    Town with(int cameras, String point, String partner, String network) {
        for (int i = 1; i <= cameras; i++) {
            String id = "%s%02d"
                    .formatted(
                            (point + partner + "aaaaaaaaaa")
                                    .replaceAll("[^a-z]", "")
                                    .substring(0, 10),
                            i);
            Endpoint endpoint = Endpoint.parse("rtsp://" + network + i + ":554/ch1");
            Camera camera = new Camera(
                    id, "Kamera " + i, point, partner, "ref-" + id, "rtsp", endpoint, "1", Scene.STREET, true);
            put(new Sighting(camera, "Titik " + point, Aspect.PICTURE, CameraState.live(now)));
        }
        return this;
    }

    List<String> cameras() {
        return sightings.values().stream().map(s -> s.camera().id()).distinct().toList();
    }

    void fails(String camera, Reason reason) {
        state(camera, CameraState.offline(reason, "", now));
    }

    void degrades(String camera, Reason reason) {
        state(camera, new CameraState(Status.DEGRADED, Optional.of(reason), "", now));
    }

    void recovers(String camera) {
        state(camera, CameraState.live(now));
    }

    void withdraws(String camera, Reason reason) {
        Sighting picture = picture(camera);
        put(new Sighting(
                picture.camera(),
                picture.point(),
                Aspect.PUBLIC,
                new CameraState(Status.WITHDRAWN, Optional.of(reason), "", now)));
    }

    void remove(String camera) {
        sightings.keySet().removeIf(k -> k.camera().equals(camera));
    }

    private void state(String camera, CameraState state) {
        Sighting was = picture(camera);
        put(new Sighting(was.camera(), was.point(), Aspect.PICTURE, state));
    }

    private Sighting picture(String camera) {
        return sightings.get(new Sighting.Key(camera, Aspect.PICTURE));
    }

    private void put(Sighting sighting) {
        sightings.put(sighting.key(), sighting);
    }

    /** Nobody takes messages until it is told otherwise. */
    void deaf(boolean is) {
        deaf = is;
    }

    /** The clock goes on while it is looked at, as clocks do. */
    Town ticking() {
        ticks = true;
        return this;
    }

    @Override
    public Look look() {
        return new Look(Set.copyOf(cameras()), List.copyOf(sightings.values()));
    }

    @Override
    public void send(Digest digest) {
        if (deaf) {
            refused++;
            throw new IllegalStateException("nobody listens");
        }
        sent.add(digest);
    }

    /** Lets time pass, with a turn of the desk whenever it asks for one. */
    void pass(AlertDesk desk, Duration time) {
        Instant end = now.plus(time);
        while (true) {
            Duration rest = desk.turn();
            Instant next = now.plusMillis(rest.toMillis());
            if (next.isAfter(end)) {
                now = end;
                desk.turn();
                return;
            }
            now = next;
        }
    }

    void windTo(Instant instant) {
        now = instant;
    }

    @Override
    public Instant instant() {
        now = ticks ? now.plusNanos(300_000) : now;
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
