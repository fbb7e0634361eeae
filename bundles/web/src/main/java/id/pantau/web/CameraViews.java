package id.pantau.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import id.pantau.model.Actor;
import id.pantau.model.Role;
import id.pantau.model.Text;
import id.pantau.model.User;
import id.pantau.model.View;
import id.pantau.model.Violation;
import id.pantau.service.PublicationRefusedException;
import id.pantau.service.Publications;
import id.pantau.service.Snapshot;
import id.pantau.service.Views;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What a camera was approved to show and what it shows, for the staff, and their word on it. */
@Component(service = CameraViews.class)
public final class CameraViews {
    /** The folder below a camera. */
    static final String NAME = "view";

    private static final String TAKEN = "taken";

    private final Staff staff;
    private final Bodies bodies;
    private final Views views;
    private final Publications publications;
    private final Pictures pictures;
    private final SeenPictures seen;
    private final OwnersWord owners;

    @Activate
    public CameraViews(
            @Reference Staff staff,
            @Reference Bodies bodies,
            @Reference Views views,
            @Reference Publications publications,
            @Reference Pictures pictures,
            @Reference SeenPictures seen,
            @Reference OwnersWord owners) {
        this.staff = staff;
        this.owners = owners;
        this.bodies = bodies;
        this.views = views;
        this.publications = publications;
        this.pictures = pictures;
        this.seen = seen;
    }

    /**
     * Answers somebody who is logged in.
     *
     * @param user who that is
     * @param camera one that exists
     * @param file below {@link #NAME}; empty for the view itself
     */
    void answer(HttpServletRequest request, HttpServletResponse response, User user, String camera, String file)
            throws IOException, Problem {
        switch (file) {
            case "" -> {
                ResourceServlet.allow(request, "GET", "HEAD");
                Json.send(request, response, 200, describe(camera));
            }
            case "reference.jpg", "evidence.jpg", "current.jpg" -> {
                ResourceServlet.allow(request, "GET", "HEAD");
                owners.look(camera, user);
                send(request, response, picture(request, camera, file).orElseThrow(Problem::notFound));
            }
            case "confirm", "reference" -> {
                ResourceServlet.allow(request, "POST");
                User operator = staff.requireForChange(request, Role.OPERATOR);
                decide(request, camera, file.equals("confirm"), Actor.user(operator.name()));
                Json.send(request, response, 200, describe(camera));
            }
            default -> throw Problem.notFound();
        }
    }

    /** Since when a camera shows something else than was approved; empty while it does not. */
    Optional<Instant> changed(String camera) {
        return views.of(camera).changed();
    }

    private ObjectNode describe(String camera) {
        View view = views.of(camera);
        Optional<Snapshot> current = pictures.decoded(camera);
        current.ifPresent(picture -> seen.add(camera, picture));
        ObjectNode node = Json.object()
                .put("camera", camera)
                .put("approved", view.approved().map(Instant::toString).orElse(null))
                .put("by", view.by())
                .put("changed", view.changed().map(Instant::toString).orElse(null))
                .put("detail", view.detail());
        node.set("reference", link(camera, "reference.jpg", views.reference(camera)));
        node.set("evidence", link(camera, "evidence.jpg", views.evidence(camera)));
        node.set("current", link(camera, "current.jpg", current));
        node.set("publication", Json.standing(publications.of(camera)));
        return node;
    }

    /** Names the moment, so that another picture has another address. */
    private static @Nullable ObjectNode link(String camera, String file, Optional<Snapshot> picture) {
        return picture.map(p -> Json.object()
                        .put(TAKEN, p.takenAt().toString())
                        .put(
                                "picture",
                                OperatorCamerasServlet.PATH + "/" + camera + "/" + NAME + "/" + file + "?" + TAKEN + "="
                                        + p.takenAt()))
                .orElse(null);
    }

    private Optional<Snapshot> picture(HttpServletRequest request, String camera, String file) throws Problem {
        if (file.equals("reference.jpg")) {
            return views.reference(camera);
        }
        if (file.equals("evidence.jpg")) {
            return views.evidence(camera);
        }
        String taken = request.getParameter(TAKEN);
        if (taken != null) {
            return seen.find(camera, moment(taken));
        }
        Optional<Snapshot> newest = pictures.decoded(camera);
        newest.ifPresent(picture -> seen.add(camera, picture));
        return newest;
    }

    private static void send(HttpServletRequest request, HttpServletResponse response, Snapshot picture)
            throws IOException {
        ByteBuffer jpeg = picture.jpeg();
        byte[] body = new byte[jpeg.remaining()];
        jpeg.get(body);
        response.setHeader("Cache-Control", "no-store");
        response.setDateHeader("Last-Modified", picture.takenAt().toEpochMilli());
        Json.send(request, response, 200, "image/jpeg", body);
    }

    private void decide(HttpServletRequest request, String camera, boolean publish, Actor who)
            throws IOException, Problem {
        ObjectNode body = Why.body(request, bodies);
        String why = Why.read(body, false);
        Snapshot looked =
                seen.find(camera, moment(body.path("picture").asText())).orElseThrow(CameraViews::notCurrent);
        if (!publish) {
            views.approve(camera, looked, who, why);
            return;
        }
        try {
            publications.confirm(camera, looked, who, why);
        } catch (PublicationRefusedException e) {
            throw Problem.refused(e);
        }
    }

    private static Instant moment(String text) throws Problem {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            Text words = new Text(
                    "Sebutkan gambar yang dilihat: nilai \"taken\" darinya.",
                    "Name the picture that was looked at: its \"taken\" value.");
            throw Problem.of(422, "invalid", new Text("Isian tidak sah", "Invalid input"), words)
                    .withErrors(List.of(new Violation(0, "picture", words)));
        }
    }

    private static Problem notCurrent() {
        return Problem.of(
                409,
                "picture-not-current",
                new Text("Gambar sudah tidak berlaku", "The picture is not current"),
                new Text(
                        "Gambar yang dilihat sudah terlalu lama; lihat gambar terbaru, lalu putuskan.",
                        "The picture that was looked at is too old; look at the newest one, then decide."));
    }
}
