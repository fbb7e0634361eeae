package id.pantau.vendor.axis;

import id.pantau.onvif.Notification;
import id.pantau.spi.vendor.DeviceEvent.Kind;
import id.pantau.vendor.dialect.onvif.EventNames;
import id.pantau.vendor.dialect.onvif.EventNames.Topic;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Axis's own topics beside ONVIF's, and how its notices name a view: by the topic's last step ({@code Camera1Profile1}), a
 * number from 1, or, in ONVIF's own {@code Source}, from 0.
 *
 * @see <a href="https://developer.axis.com/vapix/network-video/event-and-action-services">VAPIX, Event and action services</a>
 */
final class AxisTopics {
    private static final List<Topic> TOPICS = List.of(
            new Topic("tnsaxis:Tampering", Kind.TAMPERED, true),
            new Topic("CameraApplicationPlatform/VMD", Kind.MOTION, false),
            new Topic("RuleEngine/tnsaxis:VMD", Kind.MOTION, false),
            new Topic("CameraApplicationPlatform/FenceGuard", Kind.LINE_CROSSED, false),
            new Topic("CameraApplicationPlatform/LoiteringGuard", Kind.AREA_ENTERED, false),
            new Topic("tnsaxis:CrossLineDetection", Kind.LINE_CROSSED, false),
            new Topic("tnsaxis:IO/Port", Kind.ALARM_INPUT, false),
            new Topic("Storage/Disruption", Kind.STORAGE_FAILED, false),
            new Topic("tnsaxis:Disruption", Kind.STORAGE_FAILED, false));
    private static final Pattern CAMERA = Pattern.compile("/Camera(\\d{1,3})Profile");
    private static final List<String> FROM_ONE = List.of("channel", "VideoSourceConfigurationToken");

    private AxisTopics() {}

    static EventNames names(List<String> channels) {
        return new EventNames(channels, AxisTopics::channel, TOPICS);
    }

    static Optional<String> channel(Notification notice) {
        Matcher camera = CAMERA.matcher(notice.topic());
        if (camera.find()) {
            return Optional.of(camera.group(1));
        }
        for (String item : FROM_ONE) {
            String told = notice.source().getOrDefault(item, "");
            if (told.matches("[1-9]\\d{0,2}")) {
                return Optional.of(told);
            }
        }
        String source = notice.source().getOrDefault("Source", "");
        return source.matches("\\d{1,3}") ? Optional.of("" + (Integer.parseInt(source) + 1)) : Optional.empty();
    }
}
