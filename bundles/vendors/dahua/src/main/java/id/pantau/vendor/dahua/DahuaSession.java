package id.pantau.vendor.dahua;

import id.pantau.model.DeviceInfo;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.Channel;
import id.pantau.spi.vendor.Facet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One device. It holds no connection but the line of events, if there is one. */
final class DahuaSession implements CameraSession {
    private static final int MOST_CHANNELS = 256;
    /** Of larger recorders each camera would be asked whether it moves, which takes longer than anybody waits. */
    private static final int MOST_ASKED_FOR_PTZ = 32;

    private final DeviceInfo device;
    private final List<Channel> channels;
    private final DahuaEvents events;
    private final List<Facet> facets;

    private DahuaSession(Cgi cgi, DeviceInfo device, List<Channel> channels) {
        this.device = device;
        this.channels = List.copyOf(channels);
        this.events = new DahuaEvents(cgi);
        this.facets = List.of(events, new DahuaClock(cgi));
    }

    static DahuaSession of(Cgi cgi, DeviceInfo device, String host) throws CameraException, InterruptedException {
        CgiText encode = cgi.read("configManager.cgi?action=getConfig&name=Encode");
        int port = cgi.readIfThere("configManager.cgi?action=getConfig&name=RTSP")
                .flatMap(told -> told.number("table.RTSP.Port"))
                .orElse(0);
        List<Channel> channels = new ArrayList<>();
        for (int index = 0; index < MOST_CHANNELS; index++) {
            if (DahuaChannel.isThere(encode, index)) {
                boolean moves = index < MOST_ASKED_FOR_PTZ && moves(cgi, index + 1);
                channels.add(DahuaChannel.of(cgi, encode, index, host, port, moves));
            }
        }
        if (channels.isEmpty()) {
            throw new CameraException(Kind.PROTOCOL, "configManager.cgi tells no channel that is on");
        }
        return new DahuaSession(cgi, device, channels);
    }

    private static boolean moves(Cgi cgi, int channel) throws CameraException, InterruptedException {
        return cgi.readIfThere("ptz.cgi?action=getCurrentProtocolCaps&channel=" + channel)
                .map(caps -> caps.value("caps.Pan").equals("true")
                        || caps.value("caps.Zoom").equals("true"))
                .orElse(false);
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
        return "DahuaSession" + channels;
    }
}
