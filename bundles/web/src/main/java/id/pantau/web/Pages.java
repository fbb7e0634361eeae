package id.pantau.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Fills the bundle's HTML templates, where <code>{{name}}</code> stands for an escaped value, and sends them. */
@Component(service = Pages.class)
public final class Pages {
    private static final Pattern HOLE = Pattern.compile("\\{\\{([a-z-]+)}}");

    /** Pages that are not everybody's. */
    private static final Set<String> PRIVATE = Set.of("operator", "partner", "sign");

    /** Whose pages may show this one in a frame. */
    enum Framing {
        NOBODY,
        EVERYBODY
    }

    private final Settings settings;
    private final Assets assets;
    private final Map<String, String> templates = new HashMap<>();

    @Activate
    public Pages(@Reference Settings settings, @Reference Assets assets) {
        this.settings = settings;
        this.assets = assets;
        for (String page : new String[] {"portal", "camera", "embed", "operator", "partner", "sign", "missing"}) {
            templates.put(page, new String(Assets.read(page + ".html"), StandardCharsets.UTF_8));
        }
    }

    void send(
            HttpServletRequest request,
            HttpServletResponse response,
            int status,
            Framing framing,
            String page,
            Map<String, String> values)
            throws IOException {
        Settings.Values now = settings.now();
        Map<String, String> all = new HashMap<>(values);
        all.put("lang", "en".equals(request.getParameter("lang")) ? "en" : "id");
        all.put("assets", "/assets/" + assets.version());
        all.put("city", now.cityName());
        all.put("tiles", now.tiles().template());
        all.put("tiles-attribution", now.tilesAttribution());
        all.putIfAbsent("contact", now.contact());
        response.setHeader("Content-Security-Policy", policy(now, framing));
        if (framing == Framing.NOBODY) {
            response.setHeader("X-Frame-Options", "DENY");
        }
        // tile servers ask to know which site uses them, and no more than that
        response.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
        response.setHeader("Cache-Control", PRIVATE.contains(page) ? "no-store" : "public, max-age=1");
        byte[] body = fill(templates.getOrDefault(page, ""), all).getBytes(StandardCharsets.UTF_8);
        Json.send(request, response, status, "text/html;charset=utf-8", body);
    }

    private static String policy(Settings.Values settings, Framing framing) {
        // the player hands the browser blobs; the map sets styles through the DOM, which no directive forbids
        return "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; media-src 'self' blob:;"
                + " img-src 'self' data: blob: " + settings.tiles().origin() + "; base-uri 'none'; form-action 'self';"
                + " frame-ancestors " + (framing == Framing.EVERYBODY ? "*" : "'none'");
    }

    private static String fill(String template, Map<String, String> values) {
        return HOLE.matcher(template)
                .replaceAll(hole -> Matcher.quoteReplacement(escape(values.getOrDefault(hole.group(1), ""))));
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
