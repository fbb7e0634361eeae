package id.pantau.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.pantau.model.Actor;
import id.pantau.model.Camera;
import id.pantau.model.CameraState;
import id.pantau.model.Publication;
import id.pantau.model.Reason;
import id.pantau.model.Role;
import id.pantau.model.StreamStats;
import id.pantau.model.Text;
import id.pantau.model.User;
import id.pantau.service.Cameras;
import id.pantau.service.Live;
import id.pantau.service.Points;
import id.pantau.service.PublicationRefusedException;
import id.pantau.service.Publications;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Every camera for the staff, and putting one on the public page or taking it off. */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/api/v1/operator/cameras/*",
            "osgi.http.whiteboard.servlet.name=id.pantau.web.operator.cameras"
        })
public final class OperatorCamerasServlet extends ResourceServlet {
    private static final long serialVersionUID = 1L;
    static final String PATH = "/api/v1/operator/cameras";

    private final transient Staff staff;
    private final transient Bodies bodies;
    private final transient Points points;
    private final transient Cameras cameras;
    private final transient Live live;
    private final transient Pictures pictures;
    private final transient Publications publications;
    private final transient CameraViews views;
    private final transient CameraHistory history;
    private final transient OwnersWord owners;

    @Activate
    public OperatorCamerasServlet(
            @Reference Staff staff,
            @Reference Bodies bodies,
            @Reference Points points,
            @Reference Cameras cameras,
            @Reference Live live,
            @Reference Pictures pictures,
            @Reference Publications publications,
            @Reference CameraViews views,
            @Reference CameraHistory history,
            @Reference OwnersWord owners) {
        this.staff = staff;
        this.bodies = bodies;
        this.points = points;
        this.cameras = cameras;
        this.live = live;
        this.pictures = pictures;
        this.publications = publications;
        this.views = views;
        this.history = history;
        this.owners = owners;
    }

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, Problem {
        User user = staff.require(request, Role.VIEWER);
        String[] path = below(request, PATH).split("/", -1);
        if (path.length == 1) {
            allow(request, "GET", "HEAD");
            list(request, response, user);
        } else if (path.length == 3 && (path[2].equals("publish") || path[2].equals("withdraw"))) {
            allow(request, "POST");
            User operator = staff.requireForChange(request, Role.OPERATOR);
            change(path[1], path[2].equals("publish"), Why.read(request, bodies, path[2].equals("withdraw")), operator);
            Json.send(request, response, 200, Json.standing(publications.of(path[1])));
        } else if (path.length <= 4 && path.length >= 3 && path[2].equals(CameraViews.NAME)) {
            requireExists(path[1]);
            views.answer(request, response, user, path[1], path.length == 4 ? path[3] : "");
        } else if (path.length == 3 && path[2].equals(CameraHistory.NAME)) {
            requireExists(path[1]);
            history.answer(request, response, path[1]);
        } else {
            throw Problem.notFound();
        }
    }

    private void requireExists(String camera) throws Problem {
        if (cameras.find(camera).isEmpty()) {
            throw Problem.notFound();
        }
    }

    private void list(HttpServletRequest request, HttpServletResponse response, User user) throws IOException {
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("cameras");
        for (Camera camera : cameras.all()) {
            list.add(describe(camera, user.role().includes(Role.OPERATOR)));
        }
        Json.send(request, response, 200, body);
    }

    private ObjectNode describe(Camera camera, boolean withAddress) {
        CameraState state =
                live.state(camera.id()).orElseGet(() -> CameraState.offline(Reason.STARTING, "", Instant.now()));
        StreamStats stats = live.stats(camera.id());
        ObjectNode node = Json.object()
                .put("id", camera.id())
                .put("name", camera.name())
                .put("partner", camera.partner())
                .put("ref", camera.ref())
                .put("vendor", camera.vendor())
                .put("scene", camera.scene().code())
                .put("publicSpace", camera.scene().publicSpace())
                .put("publicConsent", camera.publicConsent());
        node.set("point", points.find(camera.point()).map(Json::place).orElse(null));
        node.put("status", state.status().code())
                .put("detail", state.detail())
                .put("since", state.since().toString());
        node.set("reason", state.reason().map(Json::advice).orElse(null));
        Optional<Text> notShared = owners.obstacle(camera.id());
        node.set("notShared", notShared.map(Json::text).orElse(null));
        boolean seen = notShared.isEmpty();
        boolean video = seen && !pictures.only(camera.id());
        String folder = "/operator/live/" + camera.id() + "/";
        Publication publication = publications.of(camera.id());
        node.put("public", publication.isPublic());
        node.set("publication", Json.standing(publication));
        node.put(
                "viewChanged", views.changed(camera.id()).map(Instant::toString).orElse(null));
        node.put("viewers", stats.viewers())
                .put("fps", Math.round(stats.fps() * 10) / 10.0)
                .put("bitrate", stats.bitrate())
                .put("width", stats.width())
                .put("height", stats.height())
                .put("lastFrameAt", stats.lastFrameAt().map(Instant::toString).orElse(null))
                .put("hls", video ? folder + "index.m3u8" : null)
                .put("snapshot", seen && pictures.has(camera.id()) ? folder + Pictures.NAME : null)
                .put("hlsMain", live.hasMain(camera.id()) && video ? folder + "main/index.m3u8" : null);
        if (withAddress) {
            node.put("address", camera.endpoint().toString());
        }
        return node;
    }

    private void change(String camera, boolean publish, String why, User user) throws Problem {
        requireExists(camera);
        try {
            if (publish) {
                publications.publish(camera, Actor.user(user.name()), why);
            } else {
                publications.withdraw(camera, Actor.user(user.name()), why);
            }
        } catch (PublicationRefusedException e) {
            throw Problem.refused(e);
        } catch (NoSuchElementException e) {
            throw Problem.conflict(
                    new Text("Kamera ini tidak sedang ditayangkan.", "The camera is not public at present."));
        }
    }
}
