package id.pantau.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.pantau.model.Camera;
import id.pantau.model.CameraState;
import id.pantau.model.Point;
import id.pantau.model.Publication;
import id.pantau.model.Publication.Stand;
import id.pantau.model.Reason;
import id.pantau.model.Status;
import id.pantau.model.Text;
import id.pantau.service.Admission;
import id.pantau.service.Admission.Busy;
import id.pantau.service.Cameras;
import id.pantau.service.Live;
import id.pantau.service.Points;
import id.pantau.service.Publications;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What everybody may know: the points that have public or withdrawn cameras, and those cameras. */
@Component(service = PublicView.class)
public final class PublicView {
    /** However many ask, the city is described no more often than this. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private static final Text TROUBLE =
            new Text("Kamera sedang mengalami gangguan teknis.", "The camera has a technical problem at present.");

    private final Points points;
    private final Cameras cameras;
    private final Live live;
    private final Publications publications;
    private final Admission admission;
    private final Pictures pictures;
    private Optional<Representation> newest = Optional.empty();
    private long described;

    @Activate
    public PublicView(
            @Reference Points points,
            @Reference Cameras cameras,
            @Reference Live live,
            @Reference Publications publications,
            @Reference Admission admission,
            @Reference Pictures pictures) {
        this.points = points;
        this.cameras = cameras;
        this.live = live;
        this.publications = publications;
        this.admission = admission;
        this.pictures = pictures;
    }

    /** A camera whose card everybody may see, be it public or withdrawn. */
    Optional<Camera> listed(String id) {
        return publications.of(id).stand() == Stand.PRIVATE ? Optional.empty() : cameras.find(id);
    }

    /** A camera whose picture everybody may see. */
    Optional<Camera> shown(String id) {
        return publications.of(id).isPublic() ? cameras.find(id) : Optional.empty();
    }

    /** What the camera shows to the public now. */
    Status status(Camera camera) {
        return state(camera, publications.of(camera.id())).status();
    }

    /** The points as GeoJSON (RFC 7946). */
    synchronized Representation geoJson() {
        long now = System.nanoTime();
        if (newest.isEmpty() || now - described > FRESH.toNanos()) {
            newest = Optional.of(new Representation("application/geo+json", Json.bytes(describe())));
            described = now;
        }
        return newest.get();
    }

    private ObjectNode describe() {
        Map<String, List<ObjectNode>> byPoint = new TreeMap<>();
        cameras.all().stream().sorted(Comparator.comparing(Camera::name)).forEach(camera -> {
            Publication publication = publications.of(camera.id());
            if (publication.stand() != Stand.PRIVATE) {
                byPoint.computeIfAbsent(camera.point(), p -> new ArrayList<>()).add(describe(camera, publication));
            }
        });
        ObjectNode collection = Json.object().put("type", "FeatureCollection");
        ArrayNode features = collection.putArray("features");
        for (Point point : points.all()) {
            List<ObjectNode> shown = byPoint.get(point.id());
            if (shown != null) {
                features.add(describe(point, shown));
            }
        }
        return collection;
    }

    private static ObjectNode describe(Point point, List<ObjectNode> cameras) {
        ObjectNode feature = Json.object().put("type", "Feature").put("id", point.id());
        feature.putObject("geometry")
                .put("type", "Point")
                .putArray("coordinates")
                .add(point.longitude())
                .add(point.latitude());
        feature.putObject("properties")
                .put("id", point.id())
                .put("name", point.name())
                .put("kecamatan", point.kecamatan())
                .putArray("cameras")
                .addAll(cameras);
        return feature;
    }

    private ObjectNode describe(Camera camera, Publication publication) {
        CameraState shown = state(camera, publication);
        Optional<Busy> busy = watchable(shown) ? admission.busy(camera.id()) : Optional.empty();
        CameraState state = busy.map(PublicView::full).orElse(shown);
        ObjectNode node = Json.object()
                .put("id", camera.id())
                .put("name", camera.name())
                .put("status", state.status().code())
                .put("since", state.since().toString());
        node.set(
                "reason",
                state.reason()
                        .map(r -> Json.reason(r, busy.map(Busy::reason).orElseGet(() -> words(r, publication))))
                        .orElse(null));
        String folder = "/live/" + camera.id() + "/";
        node.put("hls", publication.isPublic() && !pictures.only(camera.id()) ? folder + "index.m3u8" : null);
        node.put("snapshot", publication.isPublic() && pictures.has(camera.id()) ? folder + Pictures.NAME : null);
        return node;
    }

    private CameraState state(Camera camera, Publication publication) {
        return publication.shown(
                live.state(camera.id()).orElseGet(() -> CameraState.offline(Reason.STARTING, "", publication.since())));
    }

    private static boolean watchable(CameraState state) {
        return state.status() == Status.LIVE || state.status() == Status.DEGRADED;
    }

    private static CameraState full(Busy busy) {
        return new CameraState(Status.BUSY, Optional.of(Reason.OVERLOAD), "", busy.since());
    }

    private static Text words(Reason reason, Publication publication) {
        return publication.reason().isPresent() ? publication.detail().orElse(reason.text()) : words(reason);
    }

    /** How the platform gets into a camera is nothing for the public; the staff's pages say it. */
    private static Text words(Reason reason) {
        return reason == Reason.UNAUTHORIZED ? TROUBLE : reason.text();
    }
}
