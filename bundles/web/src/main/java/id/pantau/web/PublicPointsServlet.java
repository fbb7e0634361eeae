package id.pantau.web;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The public points, for our own page and for everybody else's. */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/api/v1/public/points",
            "osgi.http.whiteboard.servlet.name=id.pantau.web.points"
        })
public final class PublicPointsServlet extends ResourceServlet {
    private static final long serialVersionUID = 1L;

    private final transient PublicView view;

    @Activate
    public PublicPointsServlet(@Reference PublicView view) {
        this.view = view;
    }

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, Problem {
        allow(request, "GET", "HEAD");
        response.setHeader("Access-Control-Allow-Origin", "*");
        view.geoJson().send(request, response, "public, max-age=2");
    }
}
