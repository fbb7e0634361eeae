package id.pantau.vendor.push;

import id.pantau.rtsp.protocol.RtspProtocolException;
import id.pantau.rtsp.protocol.SessionDescription;
import id.pantau.rtsp.protocol.SessionDescription.Track;
import id.pantau.rtsp.protocol.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a stream's pictures are coded and packed.
 *
 * @param format the parameters of the codec ({@code fmtp}), by name; each fit for a line of a session description
 */
record Video(Codec codec, int payloadType, Map<String, String> format) {
    private static final Pattern PARAMETER = Pattern.compile("[a-z0-9-]{1,64}");
    private static final Pattern VALUE = Pattern.compile("[!-:<-~]{0,4096}");

    enum Codec {
        H264,
        H265
    }

    Video {
        format = Map.copyOf(format);
    }

    /**
     * What an announced track says.
     *
     * @throws RtspProtocolException when it cannot be served
     */
    static Video of(Track track) throws RtspProtocolException {
        Codec codec = codec(track);
        if (track.payloadType() > 127) {
            throw new RtspProtocolException("no payload type: " + track.payloadType());
        }
        if (track.clockRate() != 90_000) {
            throw new RtspProtocolException("video with a clock of " + track.clockRate() + " Hz");
        }
        for (Map.Entry<String, String> entry : track.parameters().entrySet()) {
            if (!PARAMETER.matcher(entry.getKey()).matches()
                    || !VALUE.matcher(entry.getValue()).matches()) {
                throw new RtspProtocolException("an unusable parameter " + Texts.shorten(entry.getKey()));
            }
        }
        return new Video(codec, track.payloadType(), track.parameters());
    }

    private static Codec codec(Track track) throws RtspProtocolException {
        boolean interleaved =
                track.parameters().getOrDefault("packetization-mode", "0").equals("2");
        if (track.codec().equals("H264") && !interleaved) {
            return Codec.H264;
        }
        if (track.codec().equals("H265")) {
            return Codec.H265;
        }
        throw new RtspProtocolException("video that is neither H264 nor H265, but " + Texts.shorten(track.codec()));
    }

    /** The first video track of a description that can be served, or the reason why there is none. */
    static Track choose(SessionDescription description) throws RtspProtocolException {
        List<Track> videos = description.tracks().stream()
                .filter(track -> track.kind().equals("video"))
                .toList();
        for (Track track : videos) {
            if (track.codec().equals("H264") || track.codec().equals("H265")) {
                return track;
            }
        }
        throw new RtspProtocolException(videos.isEmpty() ? "no video" : "video that is neither H264 nor H265");
    }

    /** As a session description, in words of our own (RFC 8866). */
    String description() {
        String parameters = new TreeMap<>(format)
                .entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining(";"));
        return String.join(
                "\r\n",
                "v=0",
                "o=- 1 1 IN IP4 127.0.0.1",
                "s=Pushed",
                "c=IN IP4 0.0.0.0",
                "t=0 0",
                "a=control:*",
                "a=range:npt=now-",
                "m=video 0 RTP/AVP " + payloadType,
                "a=rtpmap:" + payloadType + " " + codec.name().toUpperCase(Locale.ROOT) + "/90000",
                (parameters.isEmpty() ? "" : "a=fmtp:" + payloadType + " " + parameters + "\r\n")
                        + "a=control:trackID=1",
                "");
    }
}
