package id.pantau.web;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /assets/VERSION/NAME}: kept for ever under the present version, checked again under any other. */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/assets/*",
            "osgi.http.whiteboard.servlet.name=id.pantau.web.assets"
        })
public final class AssetServlet extends ResourceServlet {
    private static final long serialVersionUID = 1L;

    private final transient Assets assets;

    @Activate
    public AssetServlet(@Reference Assets assets) {
        this.assets = assets;
    }

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, Problem {
        allow(request, "GET", "HEAD");
        String[] path = below(request, "/assets/").split("/", -1);
        if (path.length != 2) {
            throw Problem.notFound();
        }
        boolean present = path[0].equals(assets.version());
        assets.find(path[1])
                .orElseThrow(Problem::notFound)
                .send(request, response, present ? "public, max-age=31536000, immutable" : "no-cache");
    }
}
