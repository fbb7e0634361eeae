package id.pantau.rtsp.hls;

/**
 * How far a camera's key pictures are apart, and what length of segments follows: what it declares is not what it sends. In
 * ticks. Used by the stream's thread alone.
 */
final class Groups {
    private static final long NONE = -1;

    private final long longest;
    private long lastKey = NONE;
    private long length;

    /** @param longest that a segment may be */
    Groups(long longest) {
        this.longest = longest;
    }

    /** A key picture is to be decoded at {@code time}. */
    void key(long time) {
        length = lastKey == NONE ? length : time - lastKey;
        lastKey = time;
    }

    /** The next key picture does not go on from the last one. */
    void interrupt() {
        lastKey = NONE;
    }

    /** Whether a segment that ends at the next key picture instead of this one, after {@code elapsed}, would be too long. */
    boolean fitNoMoreAfter(long elapsed) {
        return elapsed + length > longest;
    }

    /** How long a segment may be that does not end at a key picture: groups are cut into equal pieces. */
    long piece() {
        return length <= longest ? longest : length / ((length + longest - 1) / longest);
    }
}
