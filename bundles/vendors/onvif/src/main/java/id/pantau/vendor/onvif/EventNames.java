package id.pantau.vendor.onvif;

import id.pantau.onvif.Notification;
import id.pantau.spi.vendor.DeviceEvent;
import id.pantau.spi.vendor.DeviceEvent.Kind;
import id.pantau.spi.vendor.DeviceEvent.State;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** ONVIF's topics in the platform's words. */
final class EventNames {
    /** By what the topic contains; the first that fits. */
    private static final Map<String, Kind> TOPICS = new LinkedHashMap<>();

    static {
        TOPICS.put("LineDetector/", Kind.LINE_CROSSED);
        TOPICS.put("LineCounter", Kind.LINE_CROSSED);
        TOPICS.put("FieldDetector/", Kind.AREA_ENTERED);
        TOPICS.put("TamperDetector", Kind.TAMPERED);
        TOPICS.put("GlobalSceneChange", Kind.TAMPERED);
        TOPICS.put("ImageTooBlurry", Kind.TAMPERED);
        TOPICS.put("ImageTooDark", Kind.TAMPERED);
        TOPICS.put("ImageTooBright", Kind.TAMPERED);
        TOPICS.put("SignalLoss", Kind.VIDEO_LOST);
        TOPICS.put("VideoLoss", Kind.VIDEO_LOST);
        TOPICS.put("Motion", Kind.MOTION);
        TOPICS.put("DigitalInput", Kind.ALARM_INPUT);
        TOPICS.put("LastClockSynchronization", Kind.CLOCK_CHANGED);
        TOPICS.put("StorageFailure", Kind.STORAGE_FAILED);
    }

    private static final Set<Kind> OF_A_CHANNEL =
            Set.of(Kind.MOTION, Kind.LINE_CROSSED, Kind.AREA_ENTERED, Kind.TAMPERED, Kind.VIDEO_LOST);
    private static final Set<String> TRUE = Set.of("true", "1", "active", "on");
    private static final Set<String> FALSE = Set.of("false", "0", "inactive", "off");

    private final List<OnvifChannel> channels;

    EventNames(List<OnvifChannel> channels) {
        this.channels = channels;
    }

    /** @param ahead by how much the device's clock is ahead */
    DeviceEvent of(Notification notice, Duration ahead) {
        Kind kind = kind(notice.topic());
        Optional<OnvifChannel> named = channels.stream()
                .filter(channel -> notice.source().values().stream().anyMatch(channel::is))
                .findFirst();
        boolean only = channels.size() == 1 && OF_A_CHANNEL.contains(kind);
        String channel = named.map(OnvifChannel::id)
                .orElseGet(() -> only ? channels.get(0).id() : "");
        Instant at = notice.at().map(moment -> moment.minus(ahead)).orElseGet(Instant::now);
        return new DeviceEvent(kind, channel, state(kind, notice), at, source(kind, notice), notice.toJson());
    }

    private static Kind kind(String topic) {
        return TOPICS.entrySet().stream()
                .filter(entry -> topic.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(Kind.OTHER);
    }

    private static State state(Kind kind, Notification notice) {
        if (notice.operation() == Notification.Operation.DELETED) {
            return State.ENDED;
        }
        if (kind == Kind.LINE_CROSSED || kind == Kind.CLOCK_CHANGED) {
            return State.MOMENT;
        }
        for (String value : notice.data().values()) {
            String lower = value.toLowerCase(Locale.ROOT);
            if (TRUE.contains(lower)) {
                return State.BEGUN;
            }
            if (FALSE.contains(lower)) {
                return State.ENDED;
            }
        }
        return State.MOMENT;
    }

    /** The rule or input, where there is one; for what has no word here the topic, which tells more. */
    private static String source(Kind kind, Notification notice) {
        String rule = notice.source().getOrDefault("Rule", "");
        String input = notice.source().getOrDefault("InputToken", "");
        String name = rule.isEmpty() ? input : rule;
        return kind == Kind.OTHER || name.isEmpty() ? join(notice.topic(), name) : name;
    }

    private static String join(String topic, String name) {
        return name.isEmpty() ? topic : topic + " " + name;
    }
}
