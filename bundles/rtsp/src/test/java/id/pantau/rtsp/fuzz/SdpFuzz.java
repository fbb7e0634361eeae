package id.pantau.rtsp.fuzz;

import id.pantau.rtsp.protocol.RtspProtocolException;
import id.pantau.rtsp.protocol.SessionDescription;
import java.nio.charset.StandardCharsets;

/** Session descriptions. */
public final class SdpFuzz {
    private SdpFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            SessionDescription description = SessionDescription.parse(new String(input, StandardCharsets.UTF_8));
            Input.require(description.tracks().size() <= 32, "tracks are bounded");
            for (SessionDescription.Track track : description.tracks()) {
                Input.require(track.payloadType() >= 0 && track.payloadType() <= 999, "a payload type is small");
                Input.require(track.clockRate() > 0, "a clock runs");
                track.parameterSets().forEach(set -> Input.require(set.hasRemaining(), "a set is not empty"));
            }
        } catch (RtspProtocolException e) {
            Input.require(e.getMessage() != null, "a refusal says why");
        }
    }
}
