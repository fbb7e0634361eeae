package id.pantau.rtsp.media;

/** How the pictures are coded. */
public enum Codec {
    H264
}
