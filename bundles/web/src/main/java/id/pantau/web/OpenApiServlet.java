package id.pantau.web;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The description of the HTTP API (OpenAPI 3.1). */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/openapi.json",
            "osgi.http.whiteboard.servlet.name=id.pantau.web.openapi"
        })
public final class OpenApiServlet extends ResourceServlet {
    private static final long serialVersionUID = 1L;

    private final transient Representation description =
            new Representation("application/json", Assets.read("openapi.json"));

    @Activate
    public OpenApiServlet() {}

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, Problem {
        allow(request, "GET", "HEAD");
        response.setHeader("Access-Control-Allow-Origin", "*");
        description.send(request, response, "public, max-age=60");
    }
}
