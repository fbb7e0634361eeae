package id.pantau.live;

import id.pantau.model.Camera;
import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.model.StreamProfile;
import id.pantau.spi.vendor.CameraDriver;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.Channel;
import id.pantau.spi.vendor.Facet;
import id.pantau.spi.vendor.MediaSource;
import java.net.URI;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Asks a driver where a camera's pictures come from. The session ends with the question: pulling needs none, so a
 * driver that leaves has nothing open.
 */
final class SourceQuestion implements DriverPort.Call<Sources> {
    private static final Set<StreamProfile.Codec> WATCHABLE =
            EnumSet.of(StreamProfile.Codec.H264, StreamProfile.Codec.UNKNOWN, StreamProfile.Codec.H265);

    private final Endpoint endpoint;
    private final String channel;
    private final Role role;
    private final Login login;

    /** What the driver is to the camera, and so how sure its channels are. */
    enum Role {
        /** The driver that gave the channels their ids. */
        OWN,
        /** Another one, which may number them otherwise: it must have but one, of the same id. */
        SUBSTITUTE,
        /** Another one, for a device that is known to have one channel: that is the one, whatever its id. */
        SUBSTITUTE_OF_ONE
    }

    SourceQuestion(Camera camera, Credentials credentials, Role role) {
        this(camera.endpoint(), camera.channel(), credentials, role);
    }

    SourceQuestion(Endpoint endpoint, String channel, Credentials credentials, Role role) {
        this.endpoint = endpoint;
        this.channel = channel;
        this.role = role;
        this.login = new Login(endpoint, credentials);
    }

    @Override
    public Sources on(CameraDriver driver) throws CameraException, InterruptedException {
        return login.with(driver, this::sources);
    }

    /** @see Login#redact */
    String redact(String detail) {
        return login.redact(detail);
    }

    Sources sources(CameraSession session) throws CameraException, InterruptedException {
        Channel wanted = role == Role.OWN ? Login.channel(session, channel) : only(Login.channels(session));
        List<StreamProfile> profiles = profiles(wanted);
        List<StreamProfile> playable = playable(profiles);
        // the substream if there is one: it is what the public gets, and it costs least
        StreamProfile first = playable.stream()
                .min(Comparator.comparing(
                        p -> p.kind() == StreamProfile.Kind.SUB ? -1 : p.kind().ordinal()))
                .orElseThrow();
        MediaSource.Pull pull = source(wanted, first);
        // players choose by codec where the main stream is H.265
        Optional<StreamProfile> main = coded(profiles, WATCHABLE).stream()
                .filter(p -> p.kind() == StreamProfile.Kind.MAIN && !p.equals(first))
                .min(Comparator.comparing(p -> p.codec() == StreamProfile.Codec.H265));
        return new Sources(
                pull,
                main.isEmpty()
                        ? Optional.empty()
                        : Optional.of(source(wanted, main.get())).filter(other -> !other.equals(pull)),
                Login.ability(session, Facet.Clock.class).isPresent(),
                Login.ability(session, Facet.Events.class).isPresent(),
                Login.channels(session).size() == 1);
    }

    /** Another channel than the approved one must not be shown for it. */
    private Channel only(List<Channel> channels) throws CameraException {
        boolean sure = role == Role.SUBSTITUTE_OF_ONE
                || channel.isEmpty()
                || channels.get(0).id().equals(channel);
        if (channels.size() > 1 || !sure) {
            throw new CameraException(
                    CameraException.Kind.UNSUPPORTED,
                    "which of the device's channels is the camera's, only its own driver knows");
        }
        return channels.get(0);
    }

    private MediaSource.Pull source(Channel wanted, StreamProfile profile)
            throws CameraException, InterruptedException {
        MediaSource source = wanted.source(profile);
        if (!(source instanceof MediaSource.Pull pull)) {
            throw new DriverFault("the driver names no stream address");
        }
        check(pull.uri(), profile.codec());
        return pull;
    }

    private static List<StreamProfile> profiles(Channel channel) {
        List<StreamProfile> profiles = channel.profiles();
        if (profiles == null || profiles.isEmpty()) {
            throw new DriverFault("the driver's channel has no stream profiles");
        }
        return profiles;
    }

    /**
     * For the first stream: H.265 only where there is nothing else, since many browsers do not play it; single pictures only
     * without either.
     */
    private static List<StreamProfile> playable(List<StreamProfile> profiles) {
        List<StreamProfile> h264 = coded(profiles, EnumSet.of(StreamProfile.Codec.H264, StreamProfile.Codec.UNKNOWN));
        List<StreamProfile> video = h264.isEmpty() ? coded(profiles, EnumSet.of(StreamProfile.Codec.H265)) : h264;
        return video.isEmpty() ? profiles : video;
    }

    private static List<StreamProfile> coded(List<StreamProfile> profiles, Set<StreamProfile.Codec> codecs) {
        return profiles.stream().filter(p -> codecs.contains(p.codec())).toList();
    }

    private void check(URI uri, StreamProfile.Codec codec) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean pictures = codec == StreamProfile.Codec.MJPEG && (scheme.equals("http") || scheme.equals("https"));
        if (!scheme.equals("rtsp") && !scheme.equals("rtsps") && !pictures) {
            throw new DriverFault("the driver names a stream address that is not RTSP, nor HTTP for single pictures");
        }
        String host = uri.getHost() == null ? "" : uri.getHost().replaceAll("[\\[\\]]", "");
        if (!host.equalsIgnoreCase(endpoint.host())) {
            throw new DriverFault("the driver names a stream address on another host");
        }
    }
}
