package id.pantau.shell.camera;

import id.pantau.model.StreamProfile;
import id.pantau.model.StreamProfile.Codec;
import id.pantau.model.StreamProfile.Kind;
import id.pantau.service.Drivers.ChannelReport;
import id.pantau.service.Drivers.DeviceReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a technician should change on a device before it is registered. */
final class ProbeAdvice {
    private static final Duration MOST_OFF = Duration.ofMinutes(1);
    private static final int WIDEST_SUB = 1280;

    private ProbeAdvice() {}

    static List<String> of(DeviceReport report) {
        List<String> advice = new ArrayList<>();
        report.clockOffset()
                .filter(off -> off.abs().compareTo(MOST_OFF) > 0)
                .ifPresent(off -> advice.add("set the clock, or the time server (NTP): it is " + offset(off)));
        for (ChannelReport channel : report.channels()) {
            of(channel).forEach(line -> advice.add("channel " + channel.id() + ": " + line));
        }
        if (report.channels().size() > 1) {
            advice.add("this is a recorder: register each channel as a camera of its own (camera:add --channel)");
        }
        return advice;
    }

    private static List<String> of(ChannelReport channel) {
        List<String> advice = new ArrayList<>();
        List<StreamProfile> profiles = channel.profiles();
        boolean h264 = profiles.stream().anyMatch(p -> p.codec() == Codec.H264 || p.codec() == Codec.UNKNOWN);
        if (!h264) {
            advice.add("set one stream to H.264: many browsers play nothing else");
        }
        List<StreamProfile> subs =
                profiles.stream().filter(p -> p.kind() == Kind.SUB).toList();
        if (subs.isEmpty()) {
            advice.add("set up a substream (H.264, 640x360): the public gets the main stream otherwise");
        } else if (subs.stream().allMatch(p -> p.width() > WIDEST_SUB)) {
            advice.add("make the substream smaller, such as 640x360: the public gets it");
        }
        return advice;
    }

    /** In words, such as {@code 90 s slow}. */
    static String offset(Duration off) {
        Duration size = off.abs();
        if (size.toMillis() < 1000) {
            return "right";
        }
        String length = size.toHours() < 1
                ? size.toSeconds() + " s"
                : size.toDays() < 2 ? size.toHours() + " h " + size.toMinutesPart() + " min" : size.toDays() + " days";
        return length + (off.isNegative() ? " slow" : " fast");
    }
}
