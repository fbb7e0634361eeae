package id.pantau.vendor.axis;

import id.pantau.model.StreamProfile;
import id.pantau.model.StreamProfile.Codec;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import id.pantau.spi.vendor.Channel;
import id.pantau.spi.vendor.Facet;
import id.pantau.vendor.dialect.PulledChannel;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One view of a device: a sensor's picture, a part of it, or an encoder's input. Parameters count views from 0, requests
 * from 1; the channel's id is the latter.
 *
 * <p>Streams are made by their address: the main one as the view's parameters have it, the sub stream with a size that is at
 * most half as wide. All else of the sub stream is as the parameters have it.
 */
final class AxisChannel {
    private static final int MOST = 64;
    private static final int WIDEST_SUB = 800;

    private final Vapix vapix;
    private final Parameters told;
    private final int index;
    private final String view;

    private AxisChannel(Vapix vapix, Parameters told, int index) {
        this.vapix = vapix;
        this.told = told;
        this.index = index;
        this.view = view(index);
    }

    private static String view(int index) {
        return "Image.I" + index;
    }

    /** Those that are on; at least one. */
    static List<Channel> all(Vapix vapix, Parameters told, String host) throws CameraException {
        List<Channel> channels = new ArrayList<>();
        for (int index = 0; index < MOST; index++) {
            if (isThere(told, index)) {
                channels.add(new AxisChannel(vapix, told, index).open(host));
            }
        }
        if (channels.isEmpty()) {
            throw new CameraException(
                    Kind.PROTOCOL,
                    vapix + " param.cgi tells no view that is on; the login may need an operator's rights");
        }
        return channels;
    }

    /** A view that joins several sources, such as a quad view, has no number for one, and is left out. */
    private static boolean isThere(Parameters told, int index) {
        String view = view(index);
        return told.has(view + ".Appearance.Resolution")
                && !told.isOff(view + ".Enabled")
                && (!told.has(view + ".Source") || told.number(view + ".Source").isPresent());
    }

    private Channel open(String host) {
        int camera = index + 1;
        Map<StreamProfile, URI> streams = streams(host, camera);
        List<Facet> facets = new ArrayList<>();
        Facet.Snapshots snapshots = () -> vapix.picture(camera);
        facets.add(snapshots);
        facets.add(new AxisEncoding(vapix, view, source(), List.copyOf(streams.keySet())));
        String support = "PTZ.Support.S" + camera + ".Continuous";
        boolean turns = told.isOn(support + "Pan") || told.isOn(support + "Tilt");
        boolean zooms = told.isOn(support + "Zoom");
        if (told.isOn("Properties.PTZ.PTZ") && !isLocked() && (turns || zooms)) {
            facets.add(new AxisPtz(vapix, camera, turns, zooms));
        }
        return new PulledChannel("" + camera, streams, facets);
    }

    private int source() {
        return told.number(view + ".Source").orElse(index);
    }

    private boolean isLocked() {
        return told.isOff("PTZ.ImageSource.I" + source() + ".PTZEnabled");
    }

    private Map<StreamProfile, URI> streams(String host, int camera) {
        int port = told.number("Network.RTSP.Port").orElse(0);
        Codec codec = codec(told.list("Properties.Image.Format"));
        String main = "/axis-media/media.amp?camera=" + camera + "&videocodec=" + name(codec);
        Optional<Size> size = Size.of(told.value(view + ".Appearance.Resolution"));
        Map<StreamProfile, URI> streams = new LinkedHashMap<>();
        streams.put(profile(StreamProfile.Kind.MAIN, codec, size), PulledChannel.rtsp(host, port, main));
        size.flatMap(this::smaller)
                .ifPresent(sub -> streams.put(
                        profile(StreamProfile.Kind.SUB, codec, Optional.of(sub)),
                        PulledChannel.rtsp(host, port, main + "&resolution=" + sub)));
        return streams;
    }

    private static StreamProfile profile(StreamProfile.Kind kind, Codec codec, Optional<Size> size) {
        return PulledChannel.profile(
                kind,
                codec,
                size.map(Size::width).orElse(0),
                size.map(Size::height).orElse(0));
    }

    /** What nearly every browser plays, where there is a choice. */
    private static Codec codec(List<String> formats) {
        if (formats.isEmpty() || formats.contains("h264")) {
            return Codec.H264;
        }
        return formats.contains("h265") ? Codec.H265 : Codec.MJPEG;
    }

    private static String name(Codec codec) {
        return switch (codec) {
            case H265 -> "h265";
            case MJPEG -> "jpeg";
            default -> "h264";
        };
    }

    private Optional<Size> smaller(Size main) {
        List<String> own = told.list("Properties." + view + ".Resolution");
        List<String> all = own.isEmpty() ? told.list("Properties.Image.Resolution") : own;
        return all.stream()
                .map(Size::of)
                .flatMap(Optional::stream)
                .filter(size -> size.isLike(main) && size.width() <= main.width() / 2 && size.width() <= WIDEST_SUB)
                .max(Comparator.comparingInt(Size::width));
    }
}
