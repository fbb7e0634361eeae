package id.pantau.vendor.dahua;

import id.pantau.onvif.http.MultipartReader.Part;
import id.pantau.spi.vendor.DeviceEvent;
import id.pantau.vendor.dialect.EventLine;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a device tells on its line of events. */
final class DahuaEvents {
    private static final String LINE = "eventManager.cgi?action=attach&codes=%5BAll%5D&heartbeat=5";
    /** Some heartbeats. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private static final int LONGEST_START = 1000;
    private static final Pattern EVENT =
            Pattern.compile("Code=([A-Za-z0-9_]{1,64});\\s*action=([A-Za-z]{1,16});\\s*index=(\\d{1,6})");
    private static final Map<String, DeviceEvent.Kind> KINDS = Map.ofEntries(
            Map.entry("VideoMotion", DeviceEvent.Kind.MOTION),
            Map.entry("SmartMotionHuman", DeviceEvent.Kind.MOTION),
            Map.entry("SmartMotionVehicle", DeviceEvent.Kind.MOTION),
            Map.entry("CrossLineDetection", DeviceEvent.Kind.LINE_CROSSED),
            Map.entry("CrossRegionDetection", DeviceEvent.Kind.AREA_ENTERED),
            Map.entry("VideoBlind", DeviceEvent.Kind.TAMPERED),
            Map.entry("SceneChange", DeviceEvent.Kind.TAMPERED),
            Map.entry("VideoLoss", DeviceEvent.Kind.VIDEO_LOST),
            Map.entry("AlarmLocal", DeviceEvent.Kind.ALARM_INPUT),
            Map.entry("TimeChange", DeviceEvent.Kind.CLOCK_CHANGED),
            Map.entry("NTPAdjustTime", DeviceEvent.Kind.CLOCK_CHANGED),
            Map.entry("StorageNotExist", DeviceEvent.Kind.STORAGE_FAILED),
            Map.entry("StorageFailure", DeviceEvent.Kind.STORAGE_FAILED),
            Map.entry("StorageLowSpace", DeviceEvent.Kind.STORAGE_FAILED));
    /** Whose number is not that of a channel. */
    private static final Set<DeviceEvent.Kind> OF_THE_DEVICE =
            Set.of(DeviceEvent.Kind.ALARM_INPUT, DeviceEvent.Kind.CLOCK_CHANGED, DeviceEvent.Kind.STORAGE_FAILED);

    private DahuaEvents() {}

    static EventLine line(Cgi cgi) {
        return new EventLine("dahua-events", () -> cgi.open(LINE, SILENCE), DahuaEvents::event);
    }

    /** Empty for what is no event, such as a heartbeat. Events count from 0. */
    static Optional<DeviceEvent> event(Part part) {
        String text = part.text();
        Matcher told = EVENT.matcher(text.length() > LONGEST_START ? text.substring(0, LONGEST_START) : text);
        if (!told.find()) {
            return Optional.empty();
        }
        DeviceEvent.Kind kind = KINDS.getOrDefault(told.group(1), DeviceEvent.Kind.OTHER);
        String number = "" + (Integer.parseInt(told.group(3)) + 1);
        boolean whole = OF_THE_DEVICE.contains(kind);
        String source = kind == DeviceEvent.Kind.ALARM_INPUT ? number : told.group(1);
        return Optional.of(
                new DeviceEvent(kind, whole ? "" : number, state(told.group(2)), Instant.now(), source, text.strip()));
    }

    private static DeviceEvent.State state(String action) {
        return switch (action) {
            case "Start" -> DeviceEvent.State.BEGUN;
            case "Stop" -> DeviceEvent.State.ENDED;
            default -> DeviceEvent.State.MOMENT;
        };
    }
}
