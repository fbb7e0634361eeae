package id.pantau.model;

/** Which of the streams of a camera that can be watched live, the least first. */
public enum Rendition {
    /** The one that is always pulled: the substream, or what the camera has in place of one. */
    FIRST,
    /** The main stream, where it is another one: pulled only while somebody watches it. */
    MAIN
}
