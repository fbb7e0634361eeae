package id.pantau.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import id.pantau.model.Text;
import id.pantau.model.Violation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;

/** The reason that a member of staff gives for a change. */
final class Why {
    private static final int MAXIMUM_BYTES = 4096;
    private static final int MAXIMUM_CHARACTERS = 500;

    private Why() {}

    /** Reads <code>{"why": "…"}</code>. */
    static String read(HttpServletRequest request, Bodies bodies, boolean required) throws IOException, Problem {
        return read(body(request, bodies), required);
    }

    /** The body that says why, and what else belongs to the change. */
    static ObjectNode body(HttpServletRequest request, Bodies bodies) throws IOException, Problem {
        return Json.read(request, bodies, MAXIMUM_BYTES);
    }

    static String read(ObjectNode body, boolean required) throws Problem {
        String why = body.path("why").asText().strip();
        if (required && why.isEmpty()) {
            throw invalid(new Text("Alasan wajib diisi.", "A reason is needed."));
        }
        if (why.length() > MAXIMUM_CHARACTERS) {
            throw invalid(new Text(
                    "Alasan paling banyak " + MAXIMUM_CHARACTERS + " huruf.",
                    "A reason has at most " + MAXIMUM_CHARACTERS + " characters."));
        }
        return why;
    }

    private static Problem invalid(Text text) {
        return Problem.of(422, "invalid", new Text("Isian tidak sah", "Invalid input"), text)
                .withErrors(List.of(new Violation(0, "why", text)));
    }
}
