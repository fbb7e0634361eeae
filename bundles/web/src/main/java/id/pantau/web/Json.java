package id.pantau.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.pantau.model.Point;
import id.pantau.model.Publication;
import id.pantau.model.Reason;
import id.pantau.model.Text;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;

/** JSON as it goes over the wire. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .build();

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(20).build());
    }

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static ObjectNode text(Text text) {
        return object().put("id", text.id()).put("en", text.en());
    }

    /** A reason with its code; {@code text} in place of the reason's own words where there is more to say. */
    static ObjectNode reason(Reason reason, Text text) {
        return object().put("code", reason.code()).put("id", text.id()).put("en", text.en());
    }

    /** A reason with its code, its words, and what to do next. */
    static ObjectNode advice(Reason reason) {
        ObjectNode node = reason(reason, reason.text());
        node.set("next", text(reason.nextStep()));
        return node;
    }

    /** A point, and where it is. */
    static ObjectNode place(Point point) {
        return object().put("id", point.id())
                .put("name", point.name())
                .put("kecamatan", point.kecamatan())
                .put("latitude", point.latitude())
                .put("longitude", point.longitude());
    }

    /** How a camera stands towards the public. */
    static ObjectNode standing(Publication publication) {
        ObjectNode node = object().put("stand", publication.stand().name().toLowerCase(Locale.ROOT))
                .put(
                        "since",
                        publication.stand() == Publication.Stand.PRIVATE
                                ? null
                                : publication.since().toString());
        node.set(
                "reason",
                publication
                        .reason()
                        .map(r -> reason(r, publication.detail().orElse(r.text())))
                        .orElse(null));
        return node;
    }

    static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree cannot be written as JSON", e);
        }
    }

    /** A JSON object of a request, which has at most {@code limit} bytes. */
    static ObjectNode read(HttpServletRequest request, Bodies bodies, int limit) throws IOException, Problem {
        String type = request.getContentType();
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            throw Problem.unsupportedType(new Text("Kirim application/json.", "Send application/json."));
        }
        try {
            if (MAPPER.readTree(bodies.read(request, limit)) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw malformed();
        }
        throw malformed();
    }

    private static Problem malformed() {
        return Problem.of(
                400,
                "malformed",
                new Text("Permintaan tidak terbaca", "Malformed request"),
                new Text("Isi permintaan bukan objek JSON.", "The body is not a JSON object."));
    }

    /** Answers with a body that no cache may keep. */
    static void send(HttpServletRequest request, HttpServletResponse response, int status, JsonNode body)
            throws IOException {
        response.setHeader("Cache-Control", "no-store");
        send(request, response, status, "application/json", bytes(body));
    }

    static void send(
            HttpServletRequest request, HttpServletResponse response, int status, String contentType, byte[] body)
            throws IOException {
        response.setStatus(status);
        response.setContentType(contentType);
        response.setContentLength(body.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(body);
        }
    }
}
