package id.pantau.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import id.pantau.service.Live;
import id.pantau.service.Onboarding;
import id.pantau.service.Points;
import id.pantau.service.Publications;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the platform can do its work: 200 or 503. Asks no more often than once a second. */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/health",
            "osgi.http.whiteboard.servlet.name=id.pantau.web.health"
        })
public final class HealthServlet extends ResourceServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger log = LoggerFactory.getLogger(HealthServlet.class);
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final String NOBODY = "-";

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    transient volatile @Nullable Points points;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    transient volatile @Nullable Live live;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    transient volatile @Nullable Onboarding onboarding;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    transient volatile @Nullable Publications publications;

    private transient Map<String, Boolean> newest = Map.of();
    private transient long checkedAt;

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, Problem {
        allow(request, "GET", "HEAD");
        Map<String, Boolean> checks = checks();
        boolean up = !checks.containsValue(false);
        ObjectNode body = Json.object().put("status", up ? "up" : "down");
        ObjectNode each = body.putObject("checks");
        checks.forEach((part, well) -> each.put(part, well ? "up" : "down"));
        Json.send(request, response, up ? 200 : 503, body);
    }

    private synchronized Map<String, Boolean> checks() {
        long now = System.nanoTime();
        if (newest.isEmpty() || now - checkedAt > FRESH.toNanos()) {
            Map<String, Boolean> checks = new LinkedHashMap<>();
            checks.put("registry", answers("registry", points, p -> p.find(NOBODY)));
            checks.put("live", answers("live", live, l -> l.state(NOBODY)));
            checks.put("onboarding", onboarding != null);
            checks.put("publishing", answers("publishing", publications, p -> p.of(NOBODY)));
            newest = checks;
            checkedAt = now;
        }
        return newest;
    }

    private static <T> boolean answers(String name, @Nullable T service, Consumer<T> question) {
        if (service == null) {
            return false;
        }
        try {
            question.accept(service);
            return true;
        } catch (RuntimeException e) {
            log.warn("{} does not answer", name, e);
            return false;
        }
    }
}
