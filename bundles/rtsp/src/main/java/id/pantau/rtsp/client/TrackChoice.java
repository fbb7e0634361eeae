package id.pantau.rtsp.client;

import id.pantau.rtsp.protocol.SessionDescription;
import id.pantau.rtsp.protocol.SessionDescription.Track;
import id.pantau.rtsp.protocol.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which tracks of a description are pulled: pictures first, as H.264 before H.265 before JPEG, and audio where asked for. */
final class TrackChoice {
    private static final List<String> ORDER = List.of("H264", "H265", "JPEG");

    private TrackChoice() {}

    /** @throws RtspException when there are no pictures that can be taken */
    static List<Track> of(SessionDescription description, PullOptions options) throws RtspException {
        List<Track> videos = description.tracks().stream()
                .filter(t -> t.kind().equals("video"))
                .toList();
        Optional<Track> video = videos.stream()
                .filter(track -> isPlayable(track, options))
                .min(Comparator.comparing(track -> ORDER.indexOf(track.codec())));
        if (video.isEmpty()) {
            String problem = videos.isEmpty() ? "the server offers no video" : "the server's video is " + names(videos);
            throw new RtspException(new RtspFailure(RtspFailure.Kind.UNSUPPORTED, problem));
        }
        List<Track> chosen = new ArrayList<>(List.of(video.get()));
        if (options.audio() && options.transport() == PullOptions.Transport.TCP) {
            description.tracks().stream().filter(TrackChoice::isAac).findFirst().ifPresent(chosen::add);
        }
        return chosen;
    }

    /** H.264 that is interleaved (RFC 6184, section 6.4) is not. */
    private static boolean isPlayable(Track track, PullOptions options) {
        return switch (track.codec()) {
            case "H264" ->
                !track.parameters().getOrDefault("packetization-mode", "0").equals("2");
            case "H265" -> true;
            case "JPEG" -> options.snapshotsPerSecond() > 0;
            default -> false;
        };
    }

    private static boolean isAac(Track track) {
        return track.kind().equals("audio") && track.codec().equals("MPEG4-GENERIC");
    }

    private static String names(List<Track> videos) {
        return videos.stream()
                        .map(t -> t.codec().isEmpty() ? "of payload type " + t.payloadType() : Texts.shorten(t.codec()))
                        .distinct()
                        .collect(Collectors.joining(", "))
                + ", neither H264 nor H265";
    }
}
