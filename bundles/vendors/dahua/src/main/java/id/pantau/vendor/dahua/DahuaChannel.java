package id.pantau.vendor.dahua;

import id.pantau.model.StreamProfile;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import id.pantau.spi.vendor.Channel;
import id.pantau.spi.vendor.Facet;
import id.pantau.spi.vendor.MediaSource;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One picture of a device. Configuration counts channels from 0, requests from 1; its id is the latter. Immutable. */
final class DahuaChannel implements Channel {
    private static final int USUAL_PORT = 554;
    /** In the order of RTSP's {@code subtype}. */
    private static final List<String> FORMATS = List.of("MainFormat[0]", "ExtraFormat[0]", "ExtraFormat[1]");

    private final String id;
    private final Map<StreamProfile, Stream> streams;
    private final List<Facet> facets;

    /** @param key in the configuration, such as {@code Encode[0].MainFormat[0]} */
    record Stream(String key, URI address) {}

    private DahuaChannel(String id, Map<StreamProfile, Stream> streams, List<Facet> facets) {
        this.id = id;
        this.streams = streams;
        this.facets = facets;
    }

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

    static DahuaChannel of(Cgi cgi, CgiText encode, int index, String host, int port, boolean moves) {
        int channel = index + 1;
        String authority = port == 0 || port == USUAL_PORT || port > 65_535 ? host : host + ":" + port;
        Map<StreamProfile, Stream> streams = new LinkedHashMap<>();
        for (int subtype = 0; subtype < FORMATS.size(); subtype++) {
            String key = key(index, subtype);
            if (isOn(encode, key)) {
                URI address = URI.create(
                        "rtsp://" + authority + "/cam/realmonitor?channel=" + channel + "&subtype=" + subtype);
                streams.put(profile(encode, key, StreamProfile.Kind.values()[subtype]), new Stream(key, address));
            }
        }
        List<Facet> facets = new ArrayList<>();
        Facet.Snapshots snapshots = () -> cgi.picture(channel);
        facets.add(snapshots);
        facets.add(new DahuaEncoding(cgi, streams));
        if (moves) {
            facets.add(new DahuaPtz(cgi, channel));
        }
        return new DahuaChannel("" + channel, streams, List.copyOf(facets));
    }

    private static StreamProfile profile(CgiText encode, String key, StreamProfile.Kind kind) {
        String video = "table." + key + ".Video.";
        return new StreamProfile(
                kind.name().toLowerCase(Locale.ROOT),
                kind,
                DahuaEncoding.codec(encode.value(video + "Compression")),
                encode.number(video + "Width").orElse(0),
                encode.number(video + "Height").orElse(0));
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
        return "DahuaChannel[" + id + ", " + streams.values() + "]";
    }
}
