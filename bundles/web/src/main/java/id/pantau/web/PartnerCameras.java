package id.pantau.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.pantau.model.Actor;
import id.pantau.model.Camera;
import id.pantau.model.CameraState;
import id.pantau.model.Partner;
import id.pantau.model.Publication;
import id.pantau.model.Reason;
import id.pantau.model.StreamStats;
import id.pantau.model.Text;
import id.pantau.model.Use;
import id.pantau.service.Agreements;
import id.pantau.service.Cameras;
import id.pantau.service.Live;
import id.pantau.service.MediaResource;
import id.pantau.service.Points;
import id.pantau.service.Publications;
import id.pantau.service.Sharing;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A partner's own cameras, and its word on each. Another's camera is none that exists. */
@Component(service = PartnerCameras.class)
public final class PartnerCameras {
    /** The platform itself, which is no viewer; its owner is none of the city's either. */
    private static final String NOBODY = "";

    private final Bodies bodies;
    private final Cameras cameras;
    private final Points points;
    private final Live live;
    private final Pictures pictures;
    private final Publications publications;
    private final Agreements agreements;
    private final Sharing sharing;
    private final RecentUptime uptime;

    @Activate
    public PartnerCameras(
            @Reference Bodies bodies,
            @Reference Cameras cameras,
            @Reference Points points,
            @Reference Live live,
            @Reference Pictures pictures,
            @Reference Publications publications,
            @Reference Agreements agreements,
            @Reference Sharing sharing,
            @Reference RecentUptime uptime) {
        this.bodies = bodies;
        this.cameras = cameras;
        this.points = points;
        this.live = live;
        this.pictures = pictures;
        this.publications = publications;
        this.agreements = agreements;
        this.sharing = sharing;
        this.uptime = uptime;
    }

    void list(HttpServletRequest request, HttpServletResponse response, Partner partner) throws IOException {
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("cameras");
        cameras.all().stream().filter(camera -> isOwn(camera, partner)).forEach(camera -> list.add(describe(camera)));
        Json.send(request, response, 200, body);
    }

    /** The newest picture, while the owner shares it. */
    void picture(HttpServletRequest request, HttpServletResponse response, Partner partner, String id)
            throws IOException, Problem {
        Camera camera = own(partner, id);
        Optional<MediaResource> newest = isShown(camera) ? pictures.newest(camera.id(), NOBODY) : Optional.empty();
        try (MediaResource picture = newest.orElseThrow(Problem::notFound)) {
            response.setHeader("Cache-Control", "private, no-cache");
            response.setHeader("ETag", picture.etag());
            picture.modified().ifPresent(at -> response.setDateHeader("Last-Modified", at.toEpochMilli()));
            if (Representation.matches(request, picture.etag())) {
                response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
                return;
            }
            byte[] body = new byte[(int) picture.length()];
            int at = 0;
            for (var part : picture.body()) {
                int length = part.remaining();
                part.duplicate().get(body, at, length);
                at += length;
            }
            Json.send(request, response, 200, picture.contentType(), body);
        }
    }

    void withhold(HttpServletRequest request, HttpServletResponse response, Partner partner, String id)
            throws IOException, Problem {
        Camera camera = own(partner, id);
        String why = Why.read(request, bodies, true);
        try {
            agreements.withhold(camera.id(), Actor.partner(partner.name()), why);
        } catch (NoSuchElementException e) {
            throw Problem.notFound(); // it was removed meanwhile
        }
        Json.send(request, response, 200, describe(camera));
    }

    void release(HttpServletRequest request, HttpServletResponse response, Partner partner, String id)
            throws IOException, Problem {
        Camera camera = own(partner, id);
        agreements.release(camera.id(), Actor.partner(partner.name()), Why.read(request, bodies, false));
        Json.send(request, response, 200, describe(camera));
    }

    private Camera own(Partner partner, String id) throws Problem {
        return cameras.find(id).filter(camera -> isOwn(camera, partner)).orElseThrow(Problem::notFound);
    }

    private static boolean isOwn(Camera camera, Partner partner) {
        return camera.partner().equals(partner.name());
    }

    /** Whether anybody beside the owner may see the camera now: what nobody may see is not handed out at all. */
    private boolean isShown(Camera camera) {
        Instant now = Instant.now();
        return Stream.of(Use.LIVE, Use.PUBLIC)
                .anyMatch(use -> sharing.obstacle(camera.id(), use, now).isEmpty());
    }

    private ObjectNode describe(Camera camera) {
        CameraState state =
                live.state(camera.id()).orElseGet(() -> CameraState.offline(Reason.STARTING, "", Instant.now()));
        ObjectNode node = Json.object()
                .put("id", camera.id())
                .put("ref", camera.ref())
                .put("name", camera.name())
                .put("scene", camera.scene().code())
                .put("publicConsent", camera.publicConsent());
        node.set("point", points.find(camera.point()).map(Json::place).orElse(null));
        node.put("status", state.status().code())
                .put("detail", state.detail())
                .put("since", state.since().toString());
        node.set("reason", state.reason().map(Json::advice).orElse(null));
        Publication publication = publications.of(camera.id());
        node.put("public", publication.isPublic());
        node.set("publication", Json.standing(publication));
        StreamStats stats = live.stats(camera.id());
        node.put("viewers", stats.viewers())
                .put("lastFrameAt", stats.lastFrameAt().map(Instant::toString).orElse(null))
                .put(
                        "withheld",
                        agreements
                                .withheldSince(camera.id())
                                .map(Instant::toString)
                                .orElse(null));
        node.set("shared", shared(camera));
        node.set("uptime", uptime.of(camera.id()));
        node.put("snapshot", snapshot(camera));
        return node;
    }

    private @Nullable String snapshot(Camera camera) {
        return isShown(camera) && pictures.has(camera.id())
                ? PartnerServlet.PREFIX + camera.partner() + "/cameras/" + camera.id() + "/" + Pictures.NAME
                : null;
    }

    private ArrayNode shared(Camera camera) {
        Instant now = Instant.now();
        ArrayNode uses = Json.array();
        for (Use use : Use.values()) {
            Optional<Text> obstacle = sharing.obstacle(camera.id(), use, now);
            ObjectNode node = uses.addObject().put("use", use.code()).put("now", obstacle.isEmpty());
            node.set("name", Json.text(use.text()));
            node.set("why", obstacle.map(Json::text).orElse(null));
        }
        return uses;
    }
}
