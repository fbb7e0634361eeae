package id.pantau.onvif;

import id.pantau.onvif.soap.Namespaces;
import id.pantau.onvif.xml.XmlElement;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Something that a device noticed.
 *
 * @param topic such as {@code tns1:RuleEngine/CellMotionDetector/Motion}; ONVIF's own names always with {@code tns1}
 * @param at by the device's clock; empty when it does not say
 * @param operation of a topic that has a state
 * @param source what tells it from others of its topic, such as the video source
 * @param key what tells objects apart; mostly empty
 * @param data what was noticed
 */
public record Notification(
        String topic,
        Optional<Instant> at,
        Operation operation,
        Map<String, String> source,
        Map<String, String> key,
        Map<String, String> data) {
    private static final int MAX_ITEMS = 50;

    /** What a message says of the state that its topic has; NONE for one without a state. */
    public enum Operation {
        NONE,
        INITIALIZED,
        CHANGED,
        DELETED
    }

    /** Reads a {@code wsnt:NotificationMessage}. */
    static Notification read(XmlElement xml) {
        String topic = xml.find("Topic").map(Notification::topic).orElse("");
        XmlElement message = xml.find("Message", "Message").orElse(XmlElement.of(Namespaces.SCHEMA, "Message"));
        return new Notification(
                topic,
                Values.moment(message.attribute("UtcTime")),
                operation(message.attribute("PropertyOperation")),
                items(message, "Source"),
                items(message, "Key"),
                items(message, "Data"));
    }

    /** Any prefix may stand for ONVIF's topics, and white space around the expression. */
    private static String topic(XmlElement xml) {
        return Arrays.stream(xml.text().split("/"))
                .map(step -> xml.resolve(step.strip()))
                .map(name -> name.getNamespaceURI().equals(Namespaces.TOPICS)
                        ? "tns1:" + name.getLocalPart()
                        : name.getPrefix().isEmpty()
                                ? name.getLocalPart()
                                : name.getPrefix() + ":" + name.getLocalPart())
                .collect(Collectors.joining("/"))
                .replace("/tns1:", "/");
    }

    private static Operation operation(String text) {
        return switch (text) {
            case "Initialized" -> Operation.INITIALIZED;
            case "Changed" -> Operation.CHANGED;
            case "Deleted" -> Operation.DELETED;
            default -> Operation.NONE;
        };
    }

    private static Map<String, String> items(XmlElement message, String part) {
        Map<String, String> items = new LinkedHashMap<>();
        message.find(part).stream()
                .flatMap(xml -> xml.children("SimpleItem").stream())
                .limit(MAX_ITEMS)
                .forEach(item -> items.put(item.attribute("Name"), item.attribute("Value")));
        return items;
    }

    /** The last step of the topic, such as {@code Motion}. */
    public String lastStep() {
        return topic.substring(Math.max(topic.lastIndexOf('/'), topic.lastIndexOf(':')) + 1);
    }

    /** In the shape of ONVIF's events in JSON, as devices publish them over MQTT ({@code onvif-ej}), on one line. */
    public String toJson() {
        StringBuilder json = new StringBuilder("{\"Topic\":");
        JsonText.quote(topic, json);
        at.ifPresent(moment -> json.append(",\"UtcTime\":\"").append(moment).append('"'));
        if (operation != Operation.NONE) {
            String name = operation.name();
            json.append(",\"Operation\":\"").append(name.charAt(0));
            json.append(name.substring(1).toLowerCase(Locale.ROOT)).append('"');
        }
        JsonText.object("Source", source, json);
        JsonText.object("Key", key, json);
        JsonText.object("Data", data, json);
        return json.append('}').toString();
    }
}
