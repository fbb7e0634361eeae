package id.pantau.onvif;

import java.net.URI;
import java.util.List;

/** A device's streams. The second service of that name, for H.265 and newer devices, or the first. */
public sealed interface MediaService permits Media1, Media2 {

    /** In the device's own order; at most 1,000. */
    List<MediaProfile> profiles() throws OnvifException, InterruptedException;

    /** Where to pull a profile's stream by RTSP, over TCP or UDP; on the host that was asked, without credentials. */
    URI streamUri(String profile) throws OnvifException, InterruptedException;

    /** Where to get a profile's still picture; on the host that was asked, without credentials. */
    URI snapshotUri(String profile) throws OnvifException, InterruptedException;

    /** One encoder, freshly read. */
    VideoEncoder encoder(String token) throws OnvifException, InterruptedException;

    /** What may be set, by coding. */
    List<EncoderOptions> encoderOptions(String encoder, String profile) throws OnvifException, InterruptedException;

    /** Changes an encoder, for good. The device checks it as a whole. */
    void setEncoder(VideoEncoder encoder) throws OnvifException, InterruptedException;

    /** What is drawn over the pictures of a video source configuration. */
    List<Osd> osds(String videoSourceConfiguration) throws OnvifException, InterruptedException;

    /** What is hidden in the pictures of a video source configuration; UNSUPPORTED where only the first service is. */
    List<PrivacyMask> masks(String videoSourceConfiguration) throws OnvifException, InterruptedException;
}
