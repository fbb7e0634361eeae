package id.pantau.rtsp.server;

import java.util.Base64;
import java.util.Locale;

/** Describes a clip (RFC 8866, RFC 6184 section 8.2.1). */
final class Sdp {
    /** What a track's address adds to its mount's. */
    static final String TRACK = "/trackID=1";

    static final int PAYLOAD_TYPE = 96;

    private Sdp() {}

    static String of(VideoClip clip, String host) {
        byte[] sps = clip.sps();
        Base64.Encoder base64 = Base64.getEncoder();
        String profile = String.format(Locale.ROOT, "%02X%02X%02X", sps[1], sps[2], sps[3]);
        return String.join(
                "\r\n",
                "v=0",
                "o=- 1 1 IN " + (host.indexOf(':') >= 0 ? "IP6 " : "IP4 ") + host,
                "s=Camera",
                "c=IN IP4 0.0.0.0",
                "t=0 0",
                "a=control:*",
                "a=range:npt=now-",
                "m=video 0 RTP/AVP " + PAYLOAD_TYPE,
                "a=rtpmap:" + PAYLOAD_TYPE + " H264/" + VideoClip.CLOCK_RATE,
                "a=fmtp:" + PAYLOAD_TYPE + " packetization-mode=1;profile-level-id=" + profile
                        + ";sprop-parameter-sets=" + base64.encodeToString(sps) + ","
                        + base64.encodeToString(clip.pps()),
                "a=control:" + TRACK.substring(1),
                "");
    }
}
