package id.pantau.publishing.admission;

import id.pantau.model.Rendition;
import id.pantau.service.Admission;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/**
 * What one viewer of a stream is expected to need, in bits per second: its video with what TLS and TCP/IP add to
 * it, and playlists, of which players differ in how often they ask: that is measured. Thread-safe; {@link #learn} is
 * one thread's.
 */
final class Rates {
    /** For a camera that was not measured yet: that of a main stream. */
    static final long ASSUMED = 2_000_000;

    /** What TLS and TCP/IP make of the video. */
    private static final double OVERHEAD = 1.1;

    /** Until it is measured: a playlist of 4 KiB for every part of 0.4 s. Who is admitted on too small a guess stays. */
    private static final long PLAYLISTS = 100_000;

    private static final long MOST_PLAYLISTS = 500_000;

    /** Fewer viewers prove nothing. */
    private static final int ENOUGH_VIEWERS = 10;

    /** In seconds: longer than the burst with which a player begins. */
    private static final int MEMORY = 60;

    /** What is sent and asked for around a picture. */
    private static final int PICTURE_HEADERS = 1_000;

    /** Before the first one was seen. */
    private static final int ASSUMED_PICTURE = 100_000;

    private static final long FRESH = TimeUnit.SECONDS.toNanos(2);
    private static final long KEPT = TimeUnit.MINUTES.toNanos(10);
    private static final int MOST = 10_000;

    private final ToLongFunction<Watched> measured;
    private final LongSupplier nanoTime;
    private final ConcurrentMap<Watched, Rate> rates = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Rate> pictures = new ConcurrentHashMap<>();
    private volatile double playlists = PLAYLISTS;

    /** @param video in bits per second, as it comes from the camera; a picture's has its headers, and its time to stay */
    private record Rate(long video, long at) {}

    /** One stream of a camera. */
    record Watched(String camera, Rendition rendition) {}

    /** @param measured a stream's bits per second, 0 while nothing comes from it */
    Rates(ToLongFunction<Watched> measured, LongSupplier nanoTime) {
        this.measured = measured;
        this.nanoTime = nanoTime;
    }

    /** Through an outage it stays what it was before. */
    long of(Watched stream) {
        return Math.round(OVERHEAD * video(stream) + playlists);
    }

    private long video(Watched stream) {
        long now = nanoTime.getAsLong();
        Rate known = rates.get(stream);
        if (known != null && now - known.at < FRESH) {
            return known.video;
        }
        long video = measured.applyAsLong(stream);
        long before = known == null ? ASSUMED : known.video;
        Rate rate = new Rate(video > 0 ? video : before, now);
        if (known != null || rates.size() < MOST) {
            rates.put(stream, rate);
        }
        return rate.video;
    }

    /** What one needs who is shown single pictures, as large as the newest one that was seen. */
    long ofPictures(String camera) {
        Rate known = pictures.get(camera);
        return Math.round(OVERHEAD * (known == null ? pictureRate(ASSUMED_PICTURE) : known.video));
    }

    /** A camera's newest picture has that many bytes. */
    void picture(String camera, long bytes) {
        Rate rate = new Rate(pictureRate(bytes), nanoTime.getAsLong());
        if (pictures.size() < MOST || pictures.containsKey(camera)) {
            pictures.put(camera, rate);
        }
    }

    private static long pictureRate(long bytes) {
        return (bytes + PICTURE_HEADERS) * 8 / Admission.PICTURE.toSeconds();
    }

    /**
     * Compares what was expected of all viewers with what they took. To be called once a second, before what is reserved
     * for them is made up anew.
     */
    void learn(int viewers, long expected, long taken) {
        if (viewers < ENOUGH_VIEWERS) {
            return;
        }
        double seen = playlists + (taken * OVERHEAD - expected) / viewers;
        playlists += (Math.max(0, Math.min(seen, MOST_PLAYLISTS)) - playlists) / MEMORY;
    }

    void forget() {
        long now = nanoTime.getAsLong();
        rates.values().removeIf(rate -> now - rate.at > KEPT);
        pictures.values().removeIf(rate -> now - rate.at > KEPT);
    }
}
