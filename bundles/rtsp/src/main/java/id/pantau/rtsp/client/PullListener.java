package id.pantau.rtsp.client;

import id.pantau.rtsp.media.AccessUnit;
import id.pantau.rtsp.media.AudioFormat;
import id.pantau.rtsp.media.AudioFrame;
import id.pantau.rtsp.media.JpegPicture;
import id.pantau.rtsp.media.SenderReport;
import id.pantau.rtsp.media.VideoFormat;

/**
 * Hears of one pull. Called on the event loop that serves many other streams: it must return quickly and never block.
 * What it throws ends its own pull, no other.
 */
public interface PullListener {
    /** The parameter sets are known, or have changed: every access unit from here on is coded like this. */
    void playing(VideoFormat format);

    /** One complete picture. The first one after {@link #playing} and after every loss is a key picture. */
    void accessUnit(AccessUnit unit);

    /** The pull has ended, for whatever reason. Called exactly once, and nothing is called after it. */
    void closed(RtspFailure failure);

    /** The camera said what its clock shows, every few seconds where it does; see {@link SenderReport}. */
    default void clock(SenderReport report) {}

    /** A packet is missing: the picture that it belongs to, and all up to the next key picture, are left out. */
    default void broken() {}

    /** One complete picture is left out, for want of a key picture or of parameter sets before it. */
    default void leftOut() {}

    /** Audio was asked for and is there; every audio frame from here on is coded like this. */
    default void hearing(AudioFormat format) {}

    /** One frame of audio. */
    default void audioFrame(AudioFrame frame) {}

    /** One picture of a JPEG track, which was asked for. */
    default void snapshot(JpegPicture picture) {}
}
