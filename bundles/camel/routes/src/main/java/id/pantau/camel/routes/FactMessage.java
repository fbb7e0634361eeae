package id.pantau.camel.routes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.pantau.model.Camera;
import id.pantau.service.Cameras;
import id.pantau.service.Fact;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.Message;

/**
 * A fact as a message: JSON, and what routes choose by in headers. Of each attribute there is a header, such as {@code PantauStatus} of
 * {@code status}.
 */
final class FactMessage {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FactMessage() {}

    static void write(Fact fact, Platform platform, Message message) {
        Optional<Camera> camera = Optional.ofNullable(platform.cameras).flatMap((Cameras c) -> c.find(fact.camera()));
        fact.attributes().forEach((key, value) -> {
            if (key.matches("[A-Za-z][A-Za-z0-9]{0,63}")) {
                message.setHeader(header(key), value);
            }
        });
        message.setHeader(Headers.TYPE, fact.type());
        message.setHeader(Headers.CAMERA, fact.camera());
        camera.ifPresent(c -> message.setHeader(Headers.CAMERA_NAME, c.name()));
        message.setHeader(Headers.AT, fact.at().toString());
        message.setHeader(Headers.CONTENT_TYPE, "application/json");
        message.setBody(json(fact, camera));
    }

    private static String header(String attribute) {
        return "Pantau" + attribute.substring(0, 1).toUpperCase(Locale.ROOT) + attribute.substring(1);
    }

    private static String json(Fact fact, Optional<Camera> camera) {
        ObjectNode node = JSON.createObjectNode().put("type", fact.type()).put("camera", fact.camera());
        camera.ifPresent(c -> node.put("name", c.name()).put("point", c.point()).put("partner", c.partner()));
        node.put("at", fact.at().toString());
        ObjectNode attributes = node.putObject("attributes");
        new TreeMap<>(fact.attributes()).forEach(attributes::put);
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a fact could not be written as JSON", e);
        }
    }
}
