package id.pantau.vendor.push;

import static id.pantau.vendor.push.RtmpFuzz.require;

import id.pantau.rtsp.protocol.RtspProtocolException;
import id.pantau.rtsp.protocol.SessionDescription;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What is announced, and what we make of it for readers. For Jazzer. */
public final class AnnounceFuzz {
    private AnnounceFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Video video;
        try {
            SessionDescription announced = SessionDescription.parse(new String(input, StandardCharsets.UTF_8));
            video = Video.of(Video.choose(announced));
        } catch (RtspProtocolException e) {
            require(e.getMessage() != null, "a refusal says why");
            return;
        }
        requireSame(video);
    }

    /** Our own words mean the same, and nothing else gets into them. */
    static void requireSame(Video video) {
        String described = video.description();
        require(described.matches("[\\r\\n -~]+"), "printable");
        try {
            SessionDescription read = SessionDescription.parse(described);
            require(read.tracks().size() == 1, "one track");
            Video again = Video.of(Video.choose(read));
            require(Objects.equals(video, again), "the same: " + video + " and " + again);
        } catch (RtspProtocolException e) {
            throw new IllegalStateException("what we describe cannot be read", e);
        }
    }
}
