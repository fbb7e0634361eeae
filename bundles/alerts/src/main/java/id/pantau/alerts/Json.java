package id.pantau.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.pantau.alerts.Causes.Cause;
import id.pantau.alerts.Digest.Change;
import id.pantau.alerts.Digest.Item;
import id.pantau.model.Camera;
import id.pantau.model.Text;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/** A digest for programs. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MOST_CAMERAS = 1000;

    private Json() {}

    /** In UTF-8. */
    static byte[] of(Digest digest, ZoneId zone) {
        ObjectNode root = MAPPER.createObjectNode()
                .put("alert", digest.alert())
                .put("kind", digest.kind().name().toLowerCase(Locale.ROOT))
                .put("at", digest.at().toString())
                .put("subject", Words.subject(digest, zone));
        text(root.putObject("text"), Words.text(digest, zone));
        List<Item> shown = digest.shown();
        ObjectNode counts = root.putObject("counts");
        for (Change change : Change.values()) {
            counts.put(
                    code(change),
                    shown.stream().filter(i -> i.change() == change).count());
        }
        ArrayNode causes = root.putArray("causes");
        Causes.of(shown).forEach(cause -> cause(causes.addObject(), cause));
        ArrayNode cameras = root.putArray("cameras");
        shown.stream().limit(MOST_CAMERAS).forEach(item -> camera(cameras.addObject(), item));
        root.put("omitted", Math.max(0, shown.size() - MOST_CAMERAS));
        try {
            return MAPPER.writeValueAsString(root).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message could not be written as JSON", e);
        }
    }

    private static void cause(ObjectNode node, Cause cause) {
        node.put("kind", cause.kind().name().toLowerCase(Locale.ROOT))
                .put("name", cause.name())
                .put("reason", cause.reason().code());
        ArrayNode ids = node.putArray("cameras");
        cause.cameras().stream().limit(MOST_CAMERAS).map(Camera::id).forEach(ids::add);
    }

    private static void camera(ObjectNode node, Item item) {
        Camera camera = item.sighting().camera();
        node.put("id", camera.id()).put("name", camera.name());
        node.putObject("point")
                .put("id", camera.point())
                .put("name", item.sighting().point());
        node.put("partner", camera.partner())
                .put("change", code(item.change()))
                .put("status", item.trouble().status().code());
        item.trouble().reason().ifPresent(reason -> {
            ObjectNode why = node.putObject("reason").put("code", reason.code());
            text(why.putObject("text"), reason.text());
        });
        node.put("since", item.trouble().since().toString());
    }

    private static void text(ObjectNode node, Text text) {
        node.put("id", text.id()).put("en", text.en());
    }

    private static String code(Change change) {
        return change.name().toLowerCase(Locale.ROOT);
    }
}
