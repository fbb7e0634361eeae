package id.pantau.vendor.hikvision;

import id.pantau.model.DeviceInfo;
import id.pantau.onvif.xml.XmlElement;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.Channel;
import id.pantau.vendor.dialect.DeviceSession;
import id.pantau.vendor.dialect.EventLine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Makes a session of a device out of what it tells. */
final class HikvisionSession {
    private static final int MOST_CHANNELS = 256;
    /** Streams are numbered by channel and kind: 102 is the second of the first channel. */
    private static final int KINDS = 100;

    private HikvisionSession() {}

    static CameraSession of(Isapi isapi, DeviceInfo device, String host) throws CameraException, InterruptedException {
        Map<Integer, List<XmlElement>> streams = streams(isapi.read("/ISAPI/Streaming/channels"));
        if (streams.isEmpty() || streams.size() > MOST_CHANNELS) {
            throw new CameraException(Kind.PROTOCOL, "/ISAPI/Streaming/channels names " + streams.size() + " channels");
        }
        Set<String> movable = movable(isapi);
        List<Channel> channels = new ArrayList<>();
        streams.forEach((channel, its) ->
                channels.add(HikvisionChannel.of(isapi, host, channel, its, movable.contains("" + channel))));
        EventLine events = HikvisionEvents.line(isapi);
        return new DeviceSession(device, channels, List.of(events, new HikvisionClock(isapi)), events::close);
    }

    /** Main, sub and third streams that are on, by channel. */
    static Map<Integer, List<XmlElement>> streams(XmlElement list) {
        Map<Integer, List<XmlElement>> streams = new TreeMap<>();
        for (XmlElement stream : list.children("StreamingChannel")) {
            String id = stream.text("id");
            boolean off = stream.text("enabled").equals("false")
                    || stream.text("Video", "enabled").equals("false");
            if (id.matches("\\d{1,3}0[1-3]") && !off) {
                streams.computeIfAbsent(Integer.parseInt(id) / KINDS, channel -> new ArrayList<>())
                        .add(stream);
            }
        }
        return streams;
    }

    private static Set<String> movable(Isapi isapi) throws CameraException, InterruptedException {
        Set<String> found = new HashSet<>();
        isapi.readIfThere("/ISAPI/PTZCtrl/channels").ifPresent(list -> {
            for (XmlElement channel : list.children("PTZChannel")) {
                if (!channel.text("enabled").equals("false")) {
                    found.add(channel.text("id"));
                }
            }
        });
        return found;
    }
}
