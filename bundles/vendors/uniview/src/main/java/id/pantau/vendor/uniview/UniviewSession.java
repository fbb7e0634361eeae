package id.pantau.vendor.uniview;

import id.pantau.model.DeviceInfo;
import id.pantau.model.StreamProfile;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.Channel;
import id.pantau.spi.vendor.Facet;
import id.pantau.vendor.dialect.DeviceSession;
import id.pantau.vendor.dialect.PulledChannel;
import id.pantau.vendor.dialect.onvif.Failures;
import id.pantau.vendor.dialect.onvif.OnvifClock;
import id.pantau.vendor.dialect.onvif.OnvifEvents;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a session of a device out of what LAPI tells and ONVIF offers. */
final class UniviewSession {
    /** Of larger recorders each channel would be asked for its streams, which takes longer than anybody waits. */
    private static final int MOST_ASKED_FOR_STREAMS = 32;

    private final Lapi lapi;
    private final String host;
    private final Optional<OnvifSources> onvif;

    private UniviewSession(Lapi lapi, String host, Optional<OnvifSources> onvif) {
        this.lapi = lapi;
        this.host = host;
        this.onvif = onvif;
    }

    static CameraSession open(Lapi lapi, DeviceInfo device, String host, Optional<OnvifSources> onvif)
            throws CameraException, InterruptedException {
        return new UniviewSession(lapi, host, onvif).of(device);
    }

    private CameraSession of(DeviceInfo device) throws CameraException, InterruptedException {
        List<ChannelInfo> all = lapi.readIfThere("/Channels/System/ChannelDetailInfos")
                .map(ChannelInfo::all)
                .filter(channels -> !channels.isEmpty())
                .orElse(List.of(ChannelInfo.CAMERA));
        List<Channel> channels = new ArrayList<>();
        for (ChannelInfo channel : all) {
            boolean asked = channels.size() < MOST_ASKED_FOR_STREAMS;
            channels.add(channel(channel, all, asked ? streams(channel) : List.of()));
        }
        Optional<OnvifEvents> events = onvif.flatMap(sources -> sources.events(all));
        List<Facet> facets = new ArrayList<>();
        facets.add(clock());
        events.ifPresent(facets::add);
        return new DeviceSession(device, channels, facets, () -> events.ifPresent(OnvifEvents::close));
    }

    /** ONVIF's is told as UTC beyond doubt, so that it comes first. */
    private Facet.Clock clock() {
        return onvif.<Facet.Clock>map(sources -> new OnvifClock(sources.device(), Failures.BESIDE))
                .orElseGet(() -> new UniviewClock(lapi));
    }

    /** Empty where none is told, as of a recorder's channel whose camera is away. */
    private List<StreamInfo> streams(ChannelInfo channel) throws CameraException, InterruptedException {
        return lapi.readIfThere(channel.path() + UniviewEncoding.STREAMS)
                .map(StreamInfo::all)
                .orElse(List.of());
    }

    private Channel channel(ChannelInfo channel, List<ChannelInfo> all, List<StreamInfo> told) {
        int port = onvif.map(OnvifSources::rtspPort).orElse(0);
        Map<StreamProfile, URI> addresses = new LinkedHashMap<>();
        Map<StreamProfile, Integer> ids = new LinkedHashMap<>();
        for (StreamInfo stream : told.isEmpty() ? StreamInfo.untold() : told) {
            addresses.put(stream.profile(), PulledChannel.rtsp(host, port, channel.stream(stream.id())));
            ids.put(stream.profile(), stream.id());
        }
        List<Facet> facets = new ArrayList<>();
        Facet.Snapshots own = () -> lapi.picture(channel.number());
        facets.add(onvif.flatMap(sources -> sources.snapshots(channel, all)).orElse(own));
        onvif.flatMap(sources -> sources.ptz(channel, all)).ifPresent(facets::add);
        if (!told.isEmpty()) {
            facets.add(new UniviewEncoding(lapi, channel, ids));
        }
        return new PulledChannel(channel.id(), addresses, facets);
    }
}
