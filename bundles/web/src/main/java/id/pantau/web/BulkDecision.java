package id.pantau.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.pantau.model.OnboardingRow;
import id.pantau.model.Text;
import id.pantau.model.User;
import id.pantau.model.Violation;
import id.pantau.service.Approvals;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One decision on many waiting cameras: those that are named, or those that a filter finds of what waited at a time, so that
 * nothing is decided on that came after somebody looked. What is refused of one keeps no other from being done.
 */
final class BulkDecision {
    /** The most rows in one request, and the most that one request does. */
    private static final int MOST = 200;

    private static final int MAXIMUM_BYTES = 16 << 10;

    private final Bodies bodies;
    private final Approvals approvals;
    private final Decide decide;

    /** One decision. */
    interface Decide {
        ObjectNode on(String row, String decision, String why, User user) throws Problem;
    }

    BulkDecision(Bodies bodies, Approvals approvals, Decide decide) {
        this.bodies = bodies;
        this.approvals = approvals;
        this.decide = decide;
    }

    /** {@code left} says how many more the filter found: the request is to be sent again for them. */
    ObjectNode carryOut(HttpServletRequest request, User user, Set<String> decisions) throws IOException, Problem {
        ObjectNode body = Json.read(request, bodies, MAXIMUM_BYTES);
        String decision = body.path("decision").asText();
        if (!decisions.contains(decision)) {
            String known = String.join(", ", new TreeSet<>(decisions));
            throw invalid("decision", "Harus salah satu dari: " + known + ".", "This must be one of: " + known + ".");
        }
        String why = Why.read(body, !decision.equals("approve"));
        List<String> rows = rows(body);
        ObjectNode answer = Json.object().put("total", rows.size()).put("left", Math.max(0, rows.size() - MOST));
        ArrayNode done = answer.putArray("rows");
        for (String row : rows.subList(0, Math.min(MOST, rows.size()))) {
            done.add(one(row, decision, why, user));
        }
        return answer;
    }

    private ObjectNode one(String row, String decision, String why, User user) {
        try {
            return decide.on(row, decision, why, user).put("id", row);
        } catch (Problem e) {
            ObjectNode refused = Json.object().put("id", row);
            refused.set("problem", Json.text(e.detail()));
            return refused;
        }
    }

    private List<String> rows(ObjectNode body) throws Problem {
        JsonNode named = body.path("rows");
        JsonNode filter = body.path("filter");
        if (named.isArray() == filter.isObject()) {
            throw invalid("rows", "Sebutkan rows atau filter.", "Name either rows or a filter.");
        }
        if (filter.isObject()) {
            Instant before = before(filter);
            Optional<String> partner =
                    Optional.of(filter.path("partner").asText()).filter(name -> !name.isEmpty());
            return approvals.waiting(partner, filter.path("withoutWarnings").asBoolean()).stream()
                    .filter(row -> row.changed().isBefore(before))
                    .map(OnboardingRow::id)
                    .toList();
        }
        if (named.size() > MOST) {
            throw invalid("rows", "Paling banyak " + MOST + " baris.", "At most " + MOST + " rows.");
        }
        Set<String> rows = new LinkedHashSet<>();
        named.forEach(row -> rows.add(row.asText()));
        return List.copyOf(rows);
    }

    private static Instant before(JsonNode filter) throws Problem {
        try {
            return OffsetDateTime.parse(filter.path("before").asText()).toInstant();
        } catch (DateTimeException e) {
            throw invalid(
                    "filter.before",
                    "Isi dengan waktu daftar itu dilihat, seperti 2026-11-21T20:00:00Z.",
                    "This must be the time at which the list was looked at, such as 2026-11-21T20:00:00Z.");
        }
    }

    private static Problem invalid(String field, String id, String en) {
        Text text = new Text(id, en);
        return Problem.of(422, "invalid", new Text("Isian tidak sah", "Invalid input"), text)
                .withErrors(List.of(new Violation(0, field, text)));
    }
}
