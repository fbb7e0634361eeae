package id.pantau.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.pantau.model.StatusChange;
import id.pantau.model.Text;
import id.pantau.service.History;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What a camera showed, below its address in the staff's API. */
@Component(service = CameraHistory.class)
public final class CameraHistory {
    /** The last part of the address. */
    static final String NAME = "history";

    private static final int USUAL = 100;
    private static final int MOST = 10_000;

    private final History history;

    @Activate
    public CameraHistory(@Reference History history) {
        this.history = history;
    }

    /** Answers for somebody who may know, about a camera that exists. */
    void answer(HttpServletRequest request, HttpServletResponse response, String camera) throws IOException, Problem {
        ResourceServlet.allow(request, "GET", "HEAD");
        Period period = Period.of(request);
        ObjectNode body = Json.object()
                .put("camera", camera)
                .put("from", period.from().toString())
                .put("to", period.to().toString());
        ArrayNode rows = body.putArray("rows");
        for (StatusChange change : history.of(camera, period.from(), period.to(), limit(request))) {
            rows.add(describe(change));
        }
        Json.send(request, response, 200, body);
    }

    private static ObjectNode describe(StatusChange change) {
        ObjectNode node = Json.object()
                .put("since", change.at().toString())
                .put("status", change.status().code())
                .put("detail", change.detail());
        node.set("reason", change.reason().map(r -> Json.reason(r, r.text())).orElse(null));
        return node;
    }

    private static int limit(HttpServletRequest request) throws Problem {
        String text = request.getParameter("limit");
        if (text == null) {
            return USUAL;
        }
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST) {
            throw Period.refused(new Text("limit adalah 1 sampai " + MOST + ".", "limit is 1 to " + MOST + "."));
        }
        return Integer.parseInt(text);
    }
}
