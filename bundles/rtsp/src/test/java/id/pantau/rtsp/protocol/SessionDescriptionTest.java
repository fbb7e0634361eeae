package id.pantau.rtsp.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import id.pantau.rtsp.protocol.SessionDescription.Track;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A session description")
class SessionDescriptionTest {
    private static final String CAMERA = """
            v=0
            o=- 1 1 IN IP4 10.0.0.1
            s=Media Presentation
            a=control:*
            m=video 0 RTP/AVP 98 96
            b=AS:5000
            a=rtpmap:98 H265/90000
            a=rtpmap:96 H264/90000
            a=fmtp:96 packetization-mode=1; profile-level-id=4D4028; sprop-parameter-sets=Z01AKOygPAET8uAiAAADAAIAAAMAZB4wYyw=,aM4PyA==
            a=control:trackID=1
            m=audio 0 RTP/AVP 0
            a=control:trackID=2
            """;

    @Test
    @DisplayName("names its tracks, H.264 first where a track offers several codecs")
    void namesTracks() throws RtspProtocolException {
        SessionDescription description = SessionDescription.parse(CAMERA);
        assertEquals("*", description.control());
        assertEquals(2, description.tracks().size());
        Track video = description.tracks().get(0);
        assertEquals("H264", video.codec());
        assertEquals(96, video.payloadType());
        assertEquals("trackID=1", video.control());
        assertEquals(
                List.of(26, 4),
                video.parameterSets().stream().map(s -> s.remaining()).toList());
        assertEquals("audio", description.tracks().get(1).kind());
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("is refused when it is none:")
    @CsvSource({"<html>", "''", "v=0@m=video 0", "v=0@m=video 0 RTP/AVP x"})
    void isRefused(String text) {
        assertThrows(RtspProtocolException.class, () -> SessionDescription.parse(text.replace("@", "\n")));
    }

    @Test
    @DisplayName("without end is refused")
    void endlessIsRefused() {
        String endless = "v=0\n" + "m=video 0 RTP/AVP 96\n".repeat(100);
        assertThrows(RtspProtocolException.class, () -> SessionDescription.parse(endless));
    }

    @Test
    @DisplayName("with parameter sets that are no Base64 has none")
    void skipsBrokenParameterSets() throws RtspProtocolException {
        Track track = SessionDescription.parse(
                        "v=0\nm=video 0 RTP/AVP 96\na=rtpmap:96 H264/90000\na=fmtp:96 sprop-parameter-sets=!!,Zw==,")
                .tracks()
                .get(0);
        assertEquals(1, track.parameterSets().size());
    }

    @ParameterizedTest(name = "{0} + {1} = {2}")
    @DisplayName("names its controls relative to the base, wherever that claims to be")
    @CsvSource({
        "rtsp://h/live, trackID=1, rtsp://h/live/trackID=1",
        "rtsp://h/live/, trackID=1, rtsp://h/live/trackID=1",
        "rtsp://h/live, *, rtsp://h/live",
        "rtsp://h/live, '', rtsp://h/live",
        "rtsp://h/live, /a/b, rtsp://h/a/b",
        "rtsp://h/live, rtsp://u:p@10.0.0.1/x, rtsp://10.0.0.1/x",
        "rtsp://h/cam?channel=1&subtype=0, trackID=0, rtsp://h/cam?channel=1&subtype=0/trackID=0"
    })
    void resolvesControls(String base, String control, String expected) throws RtspProtocolException {
        assertEquals(expected, ControlUri.resolve(base, control));
    }

    @Test
    @DisplayName("takes its base from the answer, without credentials; the request's own otherwise")
    void takesBase() throws RtspProtocolException {
        assertEquals("rtsp://e/x/", base(Map.of("content-base", List.of("rtsp://u:p@e/x/"))));
        assertEquals("rtsp://e/y", base(Map.of("content-location", List.of("rtsp://e/y"))));
        assertEquals("rtsp://asked/", base(Map.of("content-base", List.of("/relative/"))));
        assertThrows(RtspProtocolException.class, () -> base(Map.of("content-base", List.of("rtsp://a b"))));
    }

    @Test
    @DisplayName("is asked for by a name without credentials")
    void isAskedForWithoutCredentials() {
        assertEquals("rtsp://h:8554/a?b=c", ControlUri.of(URI.create("rtsp://u:p@h:8554/a?b=c#d")));
        assertEquals("rtsp://[::1]/", ControlUri.of(URI.create("rtsp://[::1]")));
    }

    private static String base(Map<String, List<String>> headers) throws RtspProtocolException {
        return ControlUri.base(new RtspMessage("RTSP/1.0 200 OK", 200, headers, ""), "rtsp://asked/");
    }
}
