package id.pantau.camel.routes;

import java.util.List;
import java.util.Locale;
import org.apache.camel.Message;

/** The headers of messages. */
final class Headers {
    static final String TYPE = "PantauType";
    static final String CAMERA = "PantauCamera";
    static final String CAMERA_NAME = "PantauCameraName";

    /** When it happened, or the picture was taken: ISO 8601. */
    static final String AT = "PantauAt";

    /** What a slow reader missed before this event, such as {@code camera-event=12,status-changed=3}; absent when nothing. */
    static final String DROPPED = "PantauDropped";

    static final String SUBMISSION = "PantauSubmission";
    static final String RECEIPT = "PantauReceipt";
    static final String START = "PantauStart";
    static final String END = "PantauEnd";
    static final String CONTENT_TYPE = "Content-Type";

    private Headers() {}

    /**
     * Takes out what Camel's components take orders from: every header that begins with {@code Camel} or {@code org.apache.camel.}, in
     * any spelling.
     */
    static void strip(Message message) {
        List.copyOf(message.getHeaders().keySet()).stream()
                .filter(Headers::camels)
                .forEach(message::removeHeader);
    }

    static boolean camels(String header) {
        String name = header.strip().toLowerCase(Locale.ROOT);
        return name.startsWith("camel") || name.startsWith("org.apache.camel.");
    }
}
