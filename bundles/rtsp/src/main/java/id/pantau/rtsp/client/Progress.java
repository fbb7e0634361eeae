package id.pantau.rtsp.client;

import java.time.Duration;

/** Watches that pictures keep coming: a connection that stands, or packets alone, prove nothing. */
final class Progress {
    private final Duration silence;
    private final Duration withoutKey;
    private long received;
    private long delivered;
    private boolean starved;

    /**
     * @param silence the longest time without a complete picture
     * @param withoutKey the longest time that complete pictures may wait for a key picture
     */
    Progress(Duration silence, Duration withoutKey) {
        this.silence = silence;
        this.withoutKey = withoutKey.compareTo(silence) > 0 ? withoutKey : silence;
    }

    void begin(long now) {
        received = now;
        delivered = now;
    }

    /** A complete picture that cannot be decoded without those that are missing. */
    void received(long now) {
        received = now;
    }

    void delivered(long now) {
        received = now;
        delivered = now;
    }

    boolean isOverdue(long now) {
        starved = now - delivered > withoutKey.toNanos();
        return starved || now - received > silence.toNanos();
    }

    String complaint() {
        return starved
                ? "pictures arrive, but no key picture for " + withoutKey.toSeconds() + " s"
                : "no complete picture for " + silence.toMillis() + " ms";
    }
}
