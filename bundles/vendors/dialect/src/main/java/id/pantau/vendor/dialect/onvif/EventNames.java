package id.pantau.vendor.dialect.onvif;

import id.pantau.onvif.Notification;
import id.pantau.spi.vendor.DeviceEvent;
import id.pantau.spi.vendor.DeviceEvent.Kind;
import id.pantau.spi.vendor.DeviceEvent.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** ONVIF's topics, and those that a maker adds, in the platform's words. Immutable. */
public final class EventNames {
    /** The first that fits. */
    private static final List<Topic> TOPICS = List.of(
            new Topic("LineDetector/", Kind.LINE_CROSSED, true),
            new Topic("LineCounter", Kind.LINE_CROSSED, true),
            new Topic("FieldDetector/", Kind.AREA_ENTERED, false),
            new Topic("TamperDetector", Kind.TAMPERED, false),
            new Topic("GlobalSceneChange", Kind.TAMPERED, false),
            new Topic("ImageTooBlurry", Kind.TAMPERED, false),
            new Topic("ImageTooDark", Kind.TAMPERED, false),
            new Topic("ImageTooBright", Kind.TAMPERED, false),
            new Topic("SignalLoss", Kind.VIDEO_LOST, false),
            new Topic("VideoLoss", Kind.VIDEO_LOST, false),
            new Topic("Motion", Kind.MOTION, false),
            new Topic("DigitalInput", Kind.ALARM_INPUT, false),
            new Topic("LastClockSynchronization", Kind.CLOCK_CHANGED, true),
            new Topic("StorageFailure", Kind.STORAGE_FAILED, false));

    private static final Topic UNKNOWN = new Topic("", Kind.OTHER, false);

    private static final Set<Kind> OF_A_CHANNEL =
            Set.of(Kind.MOTION, Kind.LINE_CROSSED, Kind.AREA_ENTERED, Kind.TAMPERED, Kind.VIDEO_LOST);
    private static final Set<String> TRUE = Set.of("true", "1", "active", "on");
    private static final Set<String> FALSE = Set.of("false", "0", "inactive", "off");
    /** Items that tell two of a kind apart. */
    private static final List<String> NAMES = List.of("Rule", "InputToken", "port", "disk_id");

    private final List<String> channels;
    private final Function<Notification, Optional<String>> named;
    private final List<Topic> topics;

    /**
     * What a topic means.
     *
     * @param part that a topic contains
     * @param moment whether it has no length, whatever its data say
     */
    public record Topic(String part, Kind kind, boolean moment) {}

    /**
     * @param channels the ids of all
     * @param named finds the channel that a notice names
     * @param makers looked at before ONVIF's own
     */
    public EventNames(List<String> channels, Function<Notification, Optional<String>> named, List<Topic> makers) {
        this.channels = List.copyOf(channels);
        this.named = named;
        this.topics = Stream.concat(makers.stream(), TOPICS.stream()).toList();
    }

    /**
     * Channels by what the sources of notices name them.
     *
     * @param tokens of video sources and their configurations, with the ids of their channels
     */
    public static EventNames byToken(List<String> channels, Map<String, String> tokens) {
        return new EventNames(
                channels,
                notice -> notice.source().values().stream()
                        .filter(tokens::containsKey)
                        .map(token -> tokens.getOrDefault(token, ""))
                        .findFirst(),
                List.of());
    }

    /** @param ahead by how much the device's clock is ahead */
    public DeviceEvent of(Notification notice, Duration ahead) {
        Topic topic = topics.stream()
                .filter(known -> notice.topic().contains(known.part()))
                .findFirst()
                .orElse(UNKNOWN);
        boolean only = channels.size() == 1 && OF_A_CHANNEL.contains(topic.kind());
        String channel = named.apply(notice).filter(channels::contains).orElseGet(() -> only ? channels.get(0) : "");
        Instant at = notice.at().map(moment -> moment.minus(ahead)).orElseGet(Instant::now);
        return new DeviceEvent(
                topic.kind(), channel, state(topic, notice), at, source(topic.kind(), notice), notice.toJson());
    }

    private static State state(Topic topic, Notification notice) {
        if (notice.operation() == Notification.Operation.DELETED) {
            return State.ENDED;
        }
        if (topic.moment()) {
            return State.MOMENT;
        }
        return notice.data().entrySet().stream()
                .sorted(Comparator.comparing(item -> !isState(item.getKey())))
                .map(item -> state(item.getValue()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(State.MOMENT);
    }

    /** An object's number may look like a truth value, so that what is called a state is looked at first. */
    private static boolean isState(String item) {
        return item.equalsIgnoreCase("state") || item.equalsIgnoreCase("active");
    }

    private static Optional<State> state(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        if (TRUE.contains(lower)) {
            return Optional.of(State.BEGUN);
        }
        return FALSE.contains(lower) ? Optional.of(State.ENDED) : Optional.empty();
    }

    /** The rule or input, where there is one; for what has no word here the topic, which tells more. */
    private static String source(Kind kind, Notification notice) {
        String name = NAMES.stream()
                .map(item -> notice.source().getOrDefault(item, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
        return kind == Kind.OTHER || name.isEmpty() ? join(notice.topic(), name) : name;
    }

    private static String join(String topic, String name) {
        return name.isEmpty() ? topic : topic + " " + name;
    }
}
