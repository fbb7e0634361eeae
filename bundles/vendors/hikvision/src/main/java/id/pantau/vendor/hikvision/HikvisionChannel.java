package id.pantau.vendor.hikvision;

import id.pantau.model.StreamProfile;
import id.pantau.onvif.xml.XmlElement;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import id.pantau.spi.vendor.Channel;
import id.pantau.spi.vendor.Facet;
import id.pantau.spi.vendor.MediaSource;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One picture of a device, with its streams. Immutable. */
final class HikvisionChannel implements Channel {
    private static final int USUAL_PORT = 554;

    private final String id;
    private final Map<StreamProfile, Stream> streams;
    private final List<Facet> facets;

    /** @param number in ISAPI, such as 101 */
    record Stream(int number, URI address) {}

    private HikvisionChannel(String id, Map<StreamProfile, Stream> streams, List<Facet> facets) {
        this.id = id;
        this.streams = streams;
        this.facets = facets;
    }

    static HikvisionChannel of(Isapi isapi, String host, int channel, List<XmlElement> told, boolean movable) {
        Map<StreamProfile, Stream> streams = new LinkedHashMap<>();
        told.stream()
                .sorted(Comparator.comparingInt(HikvisionChannel::number))
                .filter(stream -> number(stream) % 100 >= 1 && number(stream) % 100 <= 3)
                .forEach(stream -> streams.put(profile(stream), new Stream(number(stream), address(host, stream))));
        List<Facet> facets = new ArrayList<>();
        String picture = "/ISAPI/Streaming/channels/" + channel + "01/picture";
        Facet.Snapshots snapshots = () -> isapi.picture(picture);
        facets.add(snapshots);
        facets.add(new HikvisionEncoding(isapi, streams));
        if (movable) {
            facets.add(new HikvisionPtz(isapi, channel));
        }
        return new HikvisionChannel("" + channel, streams, List.copyOf(facets));
    }

    private static int number(XmlElement stream) {
        return Integer.parseInt(stream.text("id"));
    }

    private static StreamProfile profile(XmlElement stream) {
        StreamProfile.Kind kind = StreamProfile.Kind.values()[number(stream) % 100 - 1];
        return new StreamProfile(
                kind.name().toLowerCase(Locale.ROOT),
                kind,
                HikvisionEncoding.codec(stream.text("Video", "videoCodecType")),
                size(stream.text("Video", "videoResolutionWidth")),
                size(stream.text("Video", "videoResolutionHeight")));
    }

    private static int size(String text) {
        return text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
    }

    private static URI address(String host, XmlElement stream) {
        int port = size(stream.text("Transport", "rtspPortNo"));
        String authority = port == 0 || port == USUAL_PORT || port > 65_535 ? host : host + ":" + port;
        return URI.create("rtsp://" + authority + "/Streaming/Channels/" + number(stream));
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public List<StreamProfile> profiles() {
        return List.copyOf(streams.keySet());
    }

    @Override
    public MediaSource source(StreamProfile profile) throws CameraException {
        Stream stream = streams.get(profile);
        if (stream == null) {
            throw new CameraException(Kind.UNSUPPORTED, "no stream " + profile.name() + " of channel " + id);
        }
        return new MediaSource.Pull(stream.address());
    }

    @Override
    public <F extends Facet> Optional<F> facet(Class<F> type) {
        return facets.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    @Override
    public String toString() {
        return "HikvisionChannel[" + id + ", " + streams.values() + "]";
    }
}
