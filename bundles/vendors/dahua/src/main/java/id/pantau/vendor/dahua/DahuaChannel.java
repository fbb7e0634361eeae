package id.pantau.vendor.dahua;

import id.pantau.model.StreamProfile;
import id.pantau.spi.vendor.Channel;
import id.pantau.spi.vendor.Facet;
import id.pantau.vendor.dialect.PulledChannel;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes a channel of a device's configuration, which counts them from 0; requests count from 1, and the id is the latter. */
final class DahuaChannel {
    /** In the order of RTSP's {@code subtype}. */
    private static final List<String> FORMATS = List.of("MainFormat[0]", "ExtraFormat[0]", "ExtraFormat[1]");

    private DahuaChannel() {}

    static boolean isThere(CgiText encode, int index) {
        return isOn(encode, key(index, 0));
    }

    private static String key(int index, int subtype) {
        return "Encode[" + index + "]." + FORMATS.get(subtype);
    }

    private static boolean isOn(CgiText encode, String key) {
        return encode.has("table." + key + ".Video.Compression")
                && !encode.value("table." + key + ".VideoEnable").equals("false");
    }

    static Channel of(Cgi cgi, CgiText encode, int index, String host, int port, boolean moves) {
        int channel = index + 1;
        Map<StreamProfile, String> keys = new LinkedHashMap<>();
        Map<StreamProfile, URI> addresses = new LinkedHashMap<>();
        for (int subtype = 0; subtype < FORMATS.size(); subtype++) {
            String key = key(index, subtype);
            if (isOn(encode, key)) {
                StreamProfile profile = profile(encode, key, StreamProfile.Kind.values()[subtype]);
                String path = "/cam/realmonitor?channel=" + channel + "&subtype=" + subtype;
                keys.put(profile, key);
                addresses.put(profile, PulledChannel.rtsp(host, port, path));
            }
        }
        List<Facet> facets = new ArrayList<>();
        Facet.Snapshots snapshots = () -> cgi.picture(channel);
        facets.add(snapshots);
        facets.add(new DahuaEncoding(cgi, keys));
        if (moves) {
            facets.add(new DahuaPtz(cgi, channel));
        }
        return new PulledChannel("" + channel, addresses, facets);
    }

    private static StreamProfile profile(CgiText encode, String key, StreamProfile.Kind kind) {
        String video = "table." + key + ".Video.";
        return PulledChannel.profile(
                kind,
                DahuaEncoding.codec(encode.value(video + "Compression")),
                encode.number(video + "Width").orElse(0),
                encode.number(video + "Height").orElse(0));
    }
}
