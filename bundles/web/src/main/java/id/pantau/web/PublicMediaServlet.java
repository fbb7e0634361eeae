package id.pantau.web;

import id.pantau.model.Rendition;
import id.pantau.service.Admission;
import id.pantau.service.Admission.Admitted;
import id.pantau.service.Admission.Answer;
import id.pantau.service.Admission.Busy;
import id.pantau.service.Live;
import id.pantau.service.Publications;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Media of public cameras, for everyone and every cache. All other cameras look as if they did not exist. */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/live/*",
            "osgi.http.whiteboard.servlet.name=id.pantau.web.live",
            "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true"
        })
public final class PublicMediaServlet extends MediaServlet {
    private static final long serialVersionUID = 1L;
    private static final byte[] MISSING = "404\n".getBytes(StandardCharsets.US_ASCII);

    private final transient Pictures pictures;
    private final transient Publications publications;
    private final transient Admission admission;
    private final transient Pace pace;

    @Activate
    public PublicMediaServlet(
            @Reference Live live,
            @Reference Viewers viewers,
            @Reference Pictures pictures,
            @Reference Publications publications,
            @Reference Admission admission,
            @Reference Pace pace,
            @Reference WaitingRoom room) {
        super(live, viewers, pictures, room);
        this.pictures = pictures;
        this.publications = publications;
        this.admission = admission;
        this.pace = pace;
    }

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, Problem {
        allow(request, "GET", "HEAD");
        serve(request, response, below(request, "/live/"));
    }

    /** The main stream only where configuration and policies let the public have it. */
    @Override
    boolean mayBeSeen(String camera, String file) {
        return publications.of(camera).isPublic()
                && (rendition(file) == Rendition.FIRST || publications.rendition(camera) == Rendition.MAIN);
    }

    /**
     * Whoever watches asks for a playlist or a picture now and then, or once for the endless stream: there it is decided. For
     * whom the main stream does not fit there is none, so that a player goes on with the first one at once.
     */
    @Override
    Optional<Place> enter(String viewer, String camera, String file) throws Problem {
        if (file.equals(Pictures.NAME)) {
            return enterToPictures(viewer, camera);
        }
        if (!file.endsWith(".m3u8") && !file.equals(ENDLESS)) {
            return Optional.of(new Place(pace.outlet(admission.follow(viewer, camera, rendition(file)))));
        }
        Answer answer = admission.admit(viewer, camera, rendition(file));
        if (answer instanceof Admitted admitted) {
            return Optional.of(new Place(pace.outlet(admitted.sent())));
        }
        if (rendition(file) == Rendition.MAIN) {
            return Optional.empty();
        }
        throw refusal(viewer, camera, (Busy) answer);
    }

    /** Of a camera that sends nothing else each picture while that fits; else, as of all others, one now and then. */
    private Optional<Place> enterToPictures(String viewer, String camera) throws Problem {
        OptionalLong bytes = pictures.size(camera);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        if (pictures.only(camera) && admission.admit(viewer, camera) instanceof Admitted admitted) {
            return Optional.of(new Place(pace.outlet(admitted.sent())));
        }
        Answer answer = admission.admitToPictures(viewer, camera, bytes.getAsLong());
        if (answer instanceof Admitted admitted) {
            return Optional.of(new Place(pace.outlet(admitted.sent()), (int) Admission.PICTURE.toSeconds()));
        }
        throw Problem.busy((Busy) answer);
    }

    /** Says whether there are pictures in place of the video. */
    private Problem refusal(String viewer, String camera, Busy busy) {
        OptionalLong bytes = pictures.size(camera);
        Problem problem = Problem.busy(busy);
        if (bytes.isPresent()
                && admission.busyForPictures(viewer, camera, bytes.getAsLong()).isEmpty()) {
            problem.withField("snapshot", "/live/" + camera + "/" + Pictures.NAME)
                    .withField("snapshotSeconds", (int) Admission.PICTURE.toSeconds());
        }
        return problem;
    }

    /** The multivariant playlist offers what there is room for; media playlists report on what there is. */
    @Override
    Rendition most(String viewer, String camera, String file) {
        boolean offers = !file.endsWith("index.m3u8")
                || admission.busy(camera, Rendition.MAIN).isEmpty();
        return offers ? publications.rendition(camera) : Rendition.FIRST;
    }

    /**
     * While places are counted, no shared cache may answer for who gets one. What is immutable is soon gone here, and no
     * shared cache keeps showing a camera that was withdrawn since.
     */
    @Override
    String cacheControl(boolean immutable, int seconds) {
        if (immutable) {
            return "public, max-age=31536000, s-maxage=60, immutable";
        }
        return (admission.limited() ? "private" : "public") + ", max-age=" + seconds;
    }

    @Override
    void addHeaders(HttpServletResponse response) {
        response.setHeader("Access-Control-Allow-Origin", "*");
    }

    @Override
    void missing(HttpServletRequest request, HttpServletResponse response) throws IOException {
        addHeaders(response);
        response.setHeader("Cache-Control", "public, max-age=1");
        Json.send(request, response, HttpServletResponse.SC_NOT_FOUND, "text/plain;charset=us-ascii", MISSING);
    }
}
