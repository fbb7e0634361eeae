package id.pantau.vendor.dialect;

import id.pantau.model.StreamProfile;
import id.pantau.model.StreamProfile.Codec;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import id.pantau.spi.vendor.Channel;
import id.pantau.spi.vendor.Facet;
import id.pantau.spi.vendor.MediaSource;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One picture of a device whose streams have addresses that are known. Immutable. */
public final class PulledChannel implements Channel {
    private static final int RTSP = 554;

    private final String id;
    private final Map<StreamProfile, URI> streams;
    private final List<Facet> facets;

    /**
     * @param streams best picture first
     * @param facets at most one of a kind
     */
    public PulledChannel(String id, Map<StreamProfile, URI> streams, List<Facet> facets) {
        this.id = id;
        this.streams = Collections.unmodifiableMap(new LinkedHashMap<>(streams));
        this.facets = List.copyOf(facets);
    }

    /** A profile named by its kind. */
    public static StreamProfile profile(StreamProfile.Kind kind, Codec codec, int width, int height) {
        return new StreamProfile(kind.name().toLowerCase(Locale.ROOT), kind, codec, width, height);
    }

    /**
     * The address of a stream.
     *
     * @param host as in a URI
     * @param port left out where it is the usual one, or none
     * @param path begins with a slash; encoded; may have a query
     */
    public static URI rtsp(String host, int port, String path) {
        boolean usual = port <= 0 || port == RTSP || port > 65_535;
        return URI.create("rtsp://" + (usual ? host : host + ":" + port) + path);
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
        URI address = streams.get(profile);
        if (address == null) {
            throw new CameraException(Kind.UNSUPPORTED, "no stream " + profile.name() + " of channel " + id);
        }
        return new MediaSource.Pull(address);
    }

    @Override
    public <F extends Facet> Optional<F> facet(Class<F> type) {
        return facets.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    @Override
    public String toString() {
        return "channel " + id + " " + streams.values();
    }
}
