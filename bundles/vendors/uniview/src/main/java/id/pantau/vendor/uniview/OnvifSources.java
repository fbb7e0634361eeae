package id.pantau.vendor.uniview;

import id.pantau.onvif.EventService;
import id.pantau.onvif.MediaProfile;
import id.pantau.onvif.MediaService;
import id.pantau.onvif.OnvifDevice;
import id.pantau.onvif.OnvifException;
import id.pantau.onvif.PtzService;
import id.pantau.onvif.VideoEncoder;
import id.pantau.spi.vendor.Facet;
import id.pantau.vendor.dialect.onvif.EventNames;
import id.pantau.vendor.dialect.onvif.Failures;
import id.pantau.vendor.dialect.onvif.OnvifEvents;
import id.pantau.vendor.dialect.onvif.OnvifPtz;
import id.pantau.vendor.dialect.onvif.OnvifSnapshots;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a device offers by ONVIF: still pictures, movement, events, and the port of its streams. Its video sources are LAPI's
 * channels in the same order where there are as many, else those whose token ends in the channel's number.
 */
final class OnvifSources {
    private final OnvifDevice device;
    private final MediaService media;
    private final Map<String, List<MediaProfile>> sources;
    private final Optional<PtzService> ptz;
    private final Optional<EventService> events;
    private final int rtspPort;

    private OnvifSources(OnvifDevice device, MediaService media, Map<String, List<MediaProfile>> sources)
            throws OnvifException, InterruptedException {
        this.device = device;
        this.media = media;
        this.sources = sources;
        this.ptz = device.ptz();
        this.events = device.events();
        this.rtspPort = media.streamUri(first(sources).token()).getPort();
    }

    /**
     * By the second media service or, where that one fails, the first.
     *
     * @throws OnvifException when the device offers no video that way, or refuses the login
     */
    static OnvifSources read(OnvifDevice device) throws OnvifException, InterruptedException {
        OnvifException reason = new OnvifException(OnvifException.Kind.UNSUPPORTED, device + " offers no video");
        for (MediaService media : device.media()) {
            try {
                Map<String, List<MediaProfile>> sources = sources(media);
                if (!sources.isEmpty()) {
                    return new OnvifSources(device, media, sources);
                }
            } catch (OnvifException e) {
                if (e.kind() == OnvifException.Kind.UNREACHABLE || e.kind() == OnvifException.Kind.UNAUTHORIZED) {
                    throw e;
                }
                reason = e;
            }
        }
        throw reason;
    }

    private static Map<String, List<MediaProfile>> sources(MediaService media)
            throws OnvifException, InterruptedException {
        Map<String, List<MediaProfile>> sources = new LinkedHashMap<>();
        for (MediaProfile profile : media.profiles()) {
            if (profile.encoder().isPresent()) {
                sources.computeIfAbsent(profile.videoSource(), source -> new ArrayList<>())
                        .add(profile);
            }
        }
        return sources;
    }

    private static MediaProfile first(Map<String, List<MediaProfile>> sources) {
        return sources.values().iterator().next().get(0);
    }

    OnvifDevice device() {
        return device;
    }

    /** -1 where it is the usual one. */
    int rtspPort() {
        return rtspPort;
    }

    private List<MediaProfile> profiles(ChannelInfo channel, List<ChannelInfo> all) {
        if (sources.size() == all.size()) {
            return List.copyOf(sources.values()).get(all.indexOf(channel));
        }
        return sources.entrySet().stream()
                .filter(source -> number(source.getKey()).equals(channel.id()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(List.of());
    }

    /** The digits at a token's end, without leading zeros. */
    static String number(String token) {
        int start = token.length();
        while (start > 0 && Character.isDigit(token.charAt(start - 1))) {
            start--;
        }
        return token.substring(start).replaceFirst("^0+(?=.)", "");
    }

    Optional<Facet.Snapshots> snapshots(ChannelInfo channel, List<ChannelInfo> all) {
        return profiles(channel, all).stream()
                .max(Comparator.comparingInt(
                        profile -> profile.encoder().map(VideoEncoder::width).orElse(0)))
                .map(profile -> new OnvifSnapshots(device, media, profile.token(), Failures.BESIDE));
    }

    Optional<Facet.Ptz> ptz(ChannelInfo channel, List<ChannelInfo> all) {
        return ptz.flatMap(service -> profiles(channel, all).stream()
                .filter(profile -> profile.ptz().isPresent())
                .findFirst()
                .map(profile -> new OnvifPtz(service, profile, Failures.BESIDE)));
    }

    Optional<OnvifEvents> events(List<ChannelInfo> all) {
        Map<String, String> tokens = new LinkedHashMap<>();
        for (ChannelInfo channel : all) {
            for (MediaProfile profile : profiles(channel, all)) {
                tokens.putIfAbsent(profile.videoSource(), channel.id());
                tokens.putIfAbsent(profile.videoSourceConfiguration(), channel.id());
            }
        }
        EventNames names = EventNames.byToken(all.stream().map(ChannelInfo::id).toList(), tokens);
        return events.map(service -> new OnvifEvents(device, service, names, Failures.BESIDE));
    }
}
