package id.pantau.vendor.hikvision;

import id.pantau.model.StreamProfile;
import id.pantau.onvif.xml.XmlElement;
import id.pantau.spi.vendor.Channel;
import id.pantau.spi.vendor.Facet;
import id.pantau.vendor.dialect.PulledChannel;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes a channel of the streams that a device tells. */
final class HikvisionChannel {
    private HikvisionChannel() {}

    /** @param told main, sub or third streams of this channel */
    static Channel of(Isapi isapi, String host, int channel, List<XmlElement> told, boolean movable) {
        Map<StreamProfile, Integer> numbers = new LinkedHashMap<>();
        Map<StreamProfile, URI> addresses = new LinkedHashMap<>();
        told.stream().sorted(Comparator.comparingInt(HikvisionChannel::number)).forEach(stream -> {
            numbers.put(profile(stream), number(stream));
            addresses.put(profile(stream), address(host, stream));
        });
        List<Facet> facets = new ArrayList<>();
        String picture = "/ISAPI/Streaming/channels/" + channel + "01/picture";
        Facet.Snapshots snapshots = () -> isapi.picture(picture);
        facets.add(snapshots);
        facets.add(new HikvisionEncoding(isapi, numbers));
        if (movable) {
            facets.add(new HikvisionPtz(isapi, channel));
        }
        return new PulledChannel("" + channel, addresses, facets);
    }

    private static int number(XmlElement stream) {
        return Integer.parseInt(stream.text("id"));
    }

    private static StreamProfile profile(XmlElement stream) {
        return PulledChannel.profile(
                StreamProfile.Kind.values()[number(stream) % 100 - 1],
                HikvisionEncoding.codec(stream.text("Video", "videoCodecType")),
                size(stream.text("Video", "videoResolutionWidth")),
                size(stream.text("Video", "videoResolutionHeight")));
    }

    private static int size(String text) {
        return text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
    }

    private static URI address(String host, XmlElement stream) {
        int port = size(stream.text("Transport", "rtspPortNo"));
        return PulledChannel.rtsp(host, port, "/Streaming/Channels/" + number(stream));
    }
}
