package id.pantau.web;

import id.pantau.model.Rendition;
import id.pantau.model.Role;
import id.pantau.model.User;
import id.pantau.service.Admission;
import id.pantau.service.Live;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Media of every camera that its owner shows them, for staff who are logged in. */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/operator/live/*",
            "osgi.http.whiteboard.servlet.name=id.pantau.web.operator.live",
            "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true"
        })
public final class OperatorMediaServlet extends MediaServlet {
    private static final long serialVersionUID = 1L;

    private final transient Staff staff;
    private final transient OwnersWord owners;
    private final transient Admission admission;

    @Activate
    public OperatorMediaServlet(
            @Reference Live live,
            @Reference Viewers viewers,
            @Reference Pictures pictures,
            @Reference Staff staff,
            @Reference OwnersWord owners,
            @Reference Admission admission,
            @Reference WaitingRoom room) {
        super(live, viewers, pictures, room);
        this.staff = staff;
        this.owners = owners;
        this.admission = admission;
    }

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, Problem {
        User user = staff.require(request, Role.VIEWER);
        allow(request, "GET", "HEAD");
        String path = below(request, "/operator/live/");
        Optional<String> camera = camera(path);
        if (camera.isPresent()) {
            owners.look(camera.get(), user);
        }
        serve(request, response, path);
    }

    @Override
    boolean mayBeSeen(String camera, String file) {
        return owners.obstacle(camera).isEmpty();
    }

    @Override
    Optional<Place> enter(String viewer, String camera, String file) {
        return Optional.of(new Place(Outlet.free(admission.staff())));
    }

    @Override
    Rendition most(String viewer, String camera, String file) {
        return Rendition.MAIN;
    }

    @Override
    String cacheControl(boolean immutable, int seconds) {
        return immutable ? "private, max-age=3600, immutable" : "private, max-age=" + seconds;
    }

    @Override
    void addHeaders(HttpServletResponse response) {
        response.setHeader("Vary", "Cookie");
    }

    @Override
    void missing(HttpServletRequest request, HttpServletResponse response) throws Problem {
        throw Problem.notFound();
    }
}
