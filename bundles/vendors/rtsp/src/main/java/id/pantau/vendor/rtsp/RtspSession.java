package id.pantau.vendor.rtsp;

import id.pantau.model.DeviceInfo;
import id.pantau.model.StreamProfile;
import id.pantau.rtsp.client.Description;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.Channel;
import id.pantau.spi.vendor.MediaSource;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One camera with one channel. It holds no connection, so there is nothing to log out of. Immutable. */
final class RtspSession implements CameraSession, Channel {
    private final DeviceInfo device;
    private final Map<StreamProfile, URI> streams = new LinkedHashMap<>();

    RtspSession(DeviceInfo device) {
        this.device = device;
    }

    /** The same session with one stream more. */
    RtspSession with(String name, StreamProfile.Kind kind, URI uri, Description.Media media) {
        RtspSession more = new RtspSession(device);
        more.streams.putAll(streams);
        more.streams.put(new StreamProfile(name, kind, codec(media.codec()), media.width(), media.height()), uri);
        return more;
    }

    @Override
    public DeviceInfo device() {
        return device;
    }

    @Override
    public List<Channel> channels() {
        return List.of(this);
    }

    @Override
    public String id() {
        return "1";
    }

    @Override
    public List<StreamProfile> profiles() {
        return List.copyOf(streams.keySet());
    }

    @Override
    public MediaSource source(StreamProfile profile) throws CameraException {
        URI uri = streams.get(profile);
        if (uri == null) {
            throw new CameraException(CameraException.Kind.UNSUPPORTED, "no stream " + profile.name());
        }
        return new MediaSource.Pull(uri);
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
        return "RtspSession" + streams.values();
    }

    private static StreamProfile.Codec codec(String encoding) {
        return switch (encoding.toUpperCase(Locale.ROOT)) {
            case "H264" -> StreamProfile.Codec.H264;
            case "H265" -> StreamProfile.Codec.H265;
            case "JPEG" -> StreamProfile.Codec.MJPEG;
            default -> StreamProfile.Codec.UNKNOWN;
        };
    }
}
