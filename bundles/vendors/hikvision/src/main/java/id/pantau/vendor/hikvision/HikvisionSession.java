package id.pantau.vendor.hikvision;

import id.pantau.model.DeviceInfo;
import id.pantau.onvif.xml.XmlElement;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.Channel;
import id.pantau.spi.vendor.Facet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One device. It holds no connection but the line of events, if there is one. */
final class HikvisionSession implements CameraSession {
    private static final int MOST_CHANNELS = 256;
    /** Streams are numbered by channel and kind: 102 is the second of the first channel. */
    private static final int KINDS = 100;

    private final DeviceInfo device;
    private final List<Channel> channels;
    private final HikvisionEvents events;
    private final List<Facet> facets;

    private HikvisionSession(Isapi isapi, DeviceInfo device, List<Channel> channels) {
        this.device = device;
        this.channels = List.copyOf(channels);
        this.events = new HikvisionEvents(isapi);
        this.facets = List.of(events, new HikvisionClock(isapi));
    }

    static HikvisionSession of(Isapi isapi, DeviceInfo device, String host)
            throws CameraException, InterruptedException {
        TreeMap<Integer, List<XmlElement>> streams = new TreeMap<>();
        for (XmlElement stream : isapi.read("/ISAPI/Streaming/channels").children("StreamingChannel")) {
            String id = stream.text("id");
            boolean off = stream.text("enabled").equals("false")
                    || stream.text("Video", "enabled").equals("false");
            if (id.matches("\\d{3,5}") && !off) {
                streams.computeIfAbsent(Integer.parseInt(id) / KINDS, channel -> new ArrayList<>())
                        .add(stream);
            }
        }
        if (streams.isEmpty() || streams.size() > MOST_CHANNELS) {
            throw new CameraException(Kind.PROTOCOL, "/ISAPI/Streaming/channels names " + streams.size() + " channels");
        }
        Set<String> movable = movable(isapi);
        List<Channel> channels = new ArrayList<>();
        streams.forEach((channel, its) ->
                channels.add(HikvisionChannel.of(isapi, host, channel, its, movable.contains("" + channel))));
        return new HikvisionSession(isapi, device, channels);
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

    @Override
    public DeviceInfo device() {
        return device;
    }

    @Override
    public List<Channel> channels() {
        return channels;
    }

    @Override
    public <F extends Facet> Optional<F> facet(Class<F> type) {
        return facets.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    @Override
    public void close() {
        events.close();
    }

    @Override
    public String toString() {
        return "HikvisionSession" + channels;
    }
}
