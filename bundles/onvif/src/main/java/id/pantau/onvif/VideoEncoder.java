package id.pantau.onvif;

import id.pantau.onvif.xml.XmlElement;

/**
 * How a device codes a stream.
 *
 * @param encoding {@code H264}, {@code H265}, {@code JPEG} or another of ONVIF's names
 * @param width in pixels
 * @param height in pixels
 * @param frameRate pictures a second at most; 0 when not told
 * @param bitrate in kbit/s at most; 0 when not told
 * @param gop pictures from one key picture to the next; 0 when not told
 * @param profile the coding's profile, such as {@code High}; may be empty
 * @param quality within the device's own range
 * @param original as the device sent it; what is not named above goes back unchanged when this is written
 */
public record VideoEncoder(
        String token,
        String encoding,
        int width,
        int height,
        double frameRate,
        int bitrate,
        int gop,
        String profile,
        double quality,
        XmlElement original) {

    /** The same encoder, set otherwise. */
    public VideoEncoder with(
            String newEncoding, int newWidth, int newHeight, double newFrameRate, int newBitrate, int newGop) {
        return new VideoEncoder(
                token,
                newEncoding,
                newWidth,
                newHeight,
                newFrameRate,
                newBitrate,
                newGop,
                newEncoding.equals(encoding) ? profile : "",
                quality,
                original);
    }

    /** Without the original, which repeats it. */
    @Override
    public String toString() {
        return "VideoEncoder[" + token + " " + encoding + " " + width + "x" + height + " " + frameRate + "/s " + bitrate
                + " kbit/s gop " + gop + "]";
    }
}
