package id.pantau.vendor.onvif;

import id.pantau.model.DeviceInfo;
import id.pantau.onvif.EventService;
import id.pantau.onvif.MediaProfile;
import id.pantau.onvif.MediaService;
import id.pantau.onvif.OnvifDevice;
import id.pantau.onvif.OnvifException;
import id.pantau.onvif.PtzService;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.Channel;
import id.pantau.spi.vendor.Facet;
import id.pantau.vendor.dialect.onvif.EventNames;
import id.pantau.vendor.dialect.onvif.Failures;
import id.pantau.vendor.dialect.onvif.OnvifClock;
import id.pantau.vendor.dialect.onvif.OnvifEvents;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One device, logged in. It keeps no connection but those of its subscriptions. */
final class OnvifSession implements CameraSession {
    private final OnvifDevice device;
    private final DeviceInfo info;
    private final List<OnvifChannel> channels;
    private final Facet.Clock clock;
    private final @Nullable OnvifEvents events;

    /** Asks the device for its streams. */
    OnvifSession(OnvifDevice device, DeviceInfo info) throws OnvifException, CameraException, InterruptedException {
        this.device = device;
        this.info = info;
        this.channels = channels(device);
        this.clock = new OnvifClock(device, Failures.ALONE);
        Optional<EventService> noticed = device.events();
        this.events =
                noticed.isEmpty() ? null : new OnvifEvents(device, noticed.get(), names(channels), Failures.ALONE);
    }

    private static EventNames names(List<OnvifChannel> channels) {
        Map<String, String> tokens = new LinkedHashMap<>();
        for (OnvifChannel channel : channels) {
            channel.sources().forEach(token -> tokens.putIfAbsent(token, channel.id()));
        }
        return EventNames.byToken(channels.stream().map(OnvifChannel::id).toList(), tokens);
    }

    private static List<OnvifChannel> channels(OnvifDevice device)
            throws OnvifException, CameraException, InterruptedException {
        OnvifException reason = null;
        for (MediaService media : device.media()) {
            try {
                List<OnvifChannel> found = channels(device, media);
                if (!found.isEmpty()) {
                    return found;
                }
            } catch (OnvifException e) {
                if (e.kind() == OnvifException.Kind.UNREACHABLE || e.kind() == OnvifException.Kind.UNAUTHORIZED) {
                    throw e;
                }
                // there may be the older media service, which many devices do better
                reason = e;
            }
        }
        throw reason != null
                ? Failures.ALONE.of(reason)
                : new CameraException(CameraException.Kind.UNSUPPORTED, "the device offers no video");
    }

    private static List<OnvifChannel> channels(OnvifDevice device, MediaService media)
            throws OnvifException, InterruptedException {
        Map<String, List<MediaProfile>> bySource = new LinkedHashMap<>();
        for (MediaProfile profile : media.profiles()) {
            if (profile.encoder().isPresent()) {
                bySource.computeIfAbsent(profile.videoSource(), source -> new ArrayList<>())
                        .add(profile);
            }
        }
        PtzService ptz = device.ptz().orElse(null);
        List<OnvifChannel> channels = new ArrayList<>();
        bySource.forEach((source, profiles) ->
                channels.add(new OnvifChannel(source.isEmpty() ? "1" : source, profiles, device, media, ptz)));
        return List.copyOf(channels);
    }

    @Override
    public DeviceInfo device() {
        return info;
    }

    @Override
    public List<Channel> channels() {
        return List.copyOf(channels);
    }

    @Override
    public <F extends Facet> Optional<F> facet(Class<F> type) {
        if (type == Facet.Clock.class) {
            return Optional.of(type.cast(clock));
        }
        return type == Facet.Events.class ? Optional.ofNullable(events).map(type::cast) : Optional.empty();
    }

    @Override
    public void close() {
        if (events != null) {
            events.close();
        }
    }

    @Override
    public String toString() {
        return "OnvifSession[" + device + "]";
    }
}
