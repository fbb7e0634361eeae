package id.pantau.vendor.onvif;

import id.pantau.model.StreamProfile;
import id.pantau.onvif.MediaProfile;
import id.pantau.onvif.MediaService;
import id.pantau.onvif.OnvifDevice;
import id.pantau.onvif.PtzService;
import id.pantau.onvif.VideoEncoder;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.Channel;
import id.pantau.spi.vendor.Facet;
import id.pantau.spi.vendor.MediaSource;
import id.pantau.vendor.dialect.onvif.Failures;
import id.pantau.vendor.dialect.onvif.OnvifPtz;
import id.pantau.vendor.dialect.onvif.OnvifSnapshots;
import java.net.URI;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One video source of a device. Immutable. */
final class OnvifChannel implements Channel {
    private static final Set<String> SCHEMES = Set.of("rtsp", "rtsps");

    private final String id;
    private final MediaService media;
    private final Map<StreamProfile, MediaProfile> streams;
    private final Set<String> sources = new HashSet<>();
    private final Map<Class<? extends Facet>, Facet> facets = new LinkedHashMap<>();

    OnvifChannel(
            String id, List<MediaProfile> profiles, OnvifDevice device, MediaService media, @Nullable PtzService ptz) {
        this.id = id;
        this.media = media;
        this.streams = streams(profiles);
        for (MediaProfile profile : profiles) {
            sources.add(profile.videoSource());
            sources.add(profile.videoSourceConfiguration());
        }
        MediaProfile best = streams.values().iterator().next();
        facets.put(Facet.Snapshots.class, new OnvifSnapshots(device, media, best.token(), Failures.ALONE));
        facets.put(Facet.Encoding.class, new OnvifEncoding(media, streams));
        Optional<MediaProfile> movable =
                profiles.stream().filter(profile -> profile.ptz().isPresent()).findFirst();
        if (ptz != null && movable.isPresent()) {
            facets.put(Facet.Ptz.class, new OnvifPtz(ptz, movable.get(), Failures.ALONE));
        }
    }

    /** At most three, by size; single pictures only where there is nothing else. Profiles of one encoder are one stream. */
    private static Map<StreamProfile, MediaProfile> streams(List<MediaProfile> profiles) {
        Map<String, MediaProfile> byEncoder = new LinkedHashMap<>();
        profiles.forEach(profile -> byEncoder.putIfAbsent(encoder(profile).token(), profile));
        boolean video = byEncoder.values().stream().anyMatch(OnvifChannel::isVideo);
        List<MediaProfile> bySize = byEncoder.values().stream()
                .filter(profile -> !video || isVideo(profile))
                .sorted(Comparator.comparingLong(OnvifChannel::pixels).reversed())
                .limit(StreamProfile.Kind.values().length)
                .toList();
        Map<StreamProfile, MediaProfile> streams = new LinkedHashMap<>();
        for (MediaProfile profile : bySize) {
            StreamProfile.Kind kind = StreamProfile.Kind.values()[streams.size()];
            VideoEncoder encoder = encoder(profile);
            String name = kind.name().toLowerCase(Locale.ROOT);
            streams.put(
                    new StreamProfile(name, kind, Codecs.of(encoder.encoding()), encoder.width(), encoder.height()),
                    profile);
        }
        return streams;
    }

    private static boolean isVideo(MediaProfile profile) {
        StreamProfile.Codec codec = Codecs.of(encoder(profile).encoding());
        return codec == StreamProfile.Codec.H264 || codec == StreamProfile.Codec.H265;
    }

    private static long pixels(MediaProfile profile) {
        return (long) encoder(profile).width() * encoder(profile).height();
    }

    private static VideoEncoder encoder(MediaProfile profile) {
        return profile.encoder().orElseThrow();
    }

    /** The device's tokens of its video source and that one's configurations. */
    Set<String> sources() {
        return Set.copyOf(sources);
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
    public MediaSource source(StreamProfile profile) throws CameraException, InterruptedException {
        MediaProfile known = streams.get(profile);
        if (known == null) {
            throw new CameraException(CameraException.Kind.UNSUPPORTED, "no stream " + profile.name());
        }
        URI stream = Failures.ALONE.told(() -> media.streamUri(known.token()));
        if (!SCHEMES.contains(stream.getScheme().toLowerCase(Locale.ROOT))) {
            throw new CameraException(
                    CameraException.Kind.UNSUPPORTED, "the stream " + id + "/" + profile.name() + " is not by RTSP");
        }
        return new MediaSource.Pull(stream);
    }

    @Override
    public <F extends Facet> Optional<F> facet(Class<F> type) {
        return Optional.ofNullable(facets.get(type)).map(type::cast);
    }

    @Override
    public String toString() {
        return "OnvifChannel[" + id + " " + streams.keySet() + "]";
    }
}
