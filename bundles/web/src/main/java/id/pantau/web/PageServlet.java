package id.pantau.web;

import id.pantau.model.Camera;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The HTML pages, and the answer for every address that is nobody else's. */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/",
            "osgi.http.whiteboard.servlet.pattern=/kamera/*",
            "osgi.http.whiteboard.servlet.pattern=/embed/*",
            "osgi.http.whiteboard.servlet.pattern=/operator",
            "osgi.http.whiteboard.servlet.pattern=/mitra",
            "osgi.http.whiteboard.servlet.name=id.pantau.web.pages"
        })
public final class PageServlet extends ResourceServlet {
    private static final long serialVersionUID = 1L;

    /** Paths of other servlets. They come here while what those need is not there yet, as during a start. */
    private static final Pattern ELSEWHERE = Pattern.compile(
            "/live/|/operator/live/|/api/v1/(partners/|permits$|public/points$|operator/(session$|(cameras|onboarding)(/|$)))");

    private static final String CAMERA = "/kamera/";
    private static final String EMBED = "/embed/";

    /** A camera's page as people write it, of any camera, so that the answer tells nothing. */
    private static final Pattern SLASHED = Pattern.compile("/(kamera|embed)/[A-Za-z0-9_-]+/");

    /** A camera's sign, to be printed. */
    private static final Pattern SIGN = Pattern.compile("/kamera/([a-z0-9]{12})/papan");

    private final transient Pages pages;
    private final transient PublicView view;
    private final transient Transport transport;
    private final transient Signs signs;

    @Activate
    public PageServlet(
            @Reference Pages pages,
            @Reference PublicView view,
            @Reference Transport transport,
            @Reference Signs signs) {
        this.pages = pages;
        this.view = view;
        this.transport = transport;
        this.signs = signs;
    }

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, Problem {
        String path = request.getRequestURI();
        if (ELSEWHERE.matcher(path).lookingAt()) {
            throw Problem.starting();
        }
        if (path.startsWith("/api/")) {
            throw Problem.notFound();
        }
        allow(request, "GET", "HEAD");
        if (path.equals("/")) {
            pages.send(request, response, 200, Pages.Framing.NOBODY, "portal", Map.of());
        } else if (SLASHED.matcher(path).matches()) {
            response.setHeader("Location", path.substring(0, path.length() - 1) + query(request));
            response.setStatus(HttpServletResponse.SC_MOVED_PERMANENTLY);
        } else if (SIGN.matcher(path).matches()) {
            sign(request, response, path.split("/")[2]);
        } else if (path.startsWith(CAMERA)) {
            camera(request, response, Pages.Framing.NOBODY, "camera", view.listed(path.substring(CAMERA.length())));
        } else if (path.startsWith(EMBED)) {
            camera(request, response, Pages.Framing.EVERYBODY, "embed", view.shown(path.substring(EMBED.length())));
        } else if (path.equals("/operator") || path.equals("/operator/")) {
            transport.requireConfidential(request);
            pages.send(request, response, 200, Pages.Framing.NOBODY, "operator", Map.of());
        } else if (path.equals("/mitra") || path.equals("/mitra/")) {
            transport.requireConfidential(request);
            pages.send(request, response, 200, Pages.Framing.NOBODY, "partner", Map.of());
        } else {
            pages.send(request, response, 404, Pages.Framing.NOBODY, "missing", Map.of());
        }
    }

    private void sign(HttpServletRequest request, HttpServletResponse response, String camera) throws IOException {
        Optional<Map<String, String>> sign = signs.of(request, camera);
        if (sign.isEmpty()) {
            pages.send(request, response, 404, Pages.Framing.NOBODY, "missing", Map.of());
            return;
        }
        Map<String, String> values = new HashMap<>(sign.get());
        values.put("paper", "a5".equals(request.getParameter("ukuran")) ? "a5" : "a4");
        values.put("coded", values.containsKey("code") ? "coded" : "plain");
        pages.send(request, response, 200, Pages.Framing.NOBODY, "sign", values);
    }

    private static String query(HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null ? "" : "?" + query;
    }

    private void camera(
            HttpServletRequest request,
            HttpServletResponse response,
            Pages.Framing framing,
            String page,
            Optional<Camera> camera)
            throws IOException {
        if (camera.isEmpty()) {
            pages.send(request, response, 404, framing, "missing", Map.of());
        } else {
            Camera known = camera.get();
            pages.send(
                    request,
                    response,
                    200,
                    framing,
                    page,
                    Map.of(
                            "id",
                            known.id(),
                            "name",
                            known.name(),
                            "status",
                            view.status(known).code(),
                            "contact",
                            signs.contact(known)));
        }
    }
}
