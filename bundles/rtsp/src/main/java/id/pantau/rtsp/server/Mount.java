package id.pantau.rtsp.server;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One stream of a server: a path, what it shows, and what is wrong with it. Thread-safe; changes show at once. */
public final class Mount {
    private final RtspServer server;
    private final String path;
    private final long epoch = System.nanoTime();
    private final AtomicInteger describes = new AtomicInteger();
    private final AtomicInteger plays = new AtomicInteger();
    private final Set<Integer> ssrcs = ConcurrentHashMap.newKeySet();

    private volatile Supplier<VideoClip> clip;
    private volatile @Nullable ServerLogin login;
    private volatile Fault fault = Fault.NONE;

    Mount(RtspServer server, String path, Supplier<VideoClip> clip) {
        this.server = server;
        this.path = path;
        this.clip = clip;
    }

    /** Shows this clip, its parameter sets in band, once the group of pictures that is being shown ends. */
    public Mount clip(VideoClip clip) {
        return clip(() -> clip);
    }

    /** The same, asked for when it is shown; see {@link RtspServer#mount(String, Supplier)}. */
    public Mount clip(Supplier<VideoClip> clip) {
        this.clip = clip;
        return this;
    }

    /** Asks for this login from the next request on, {@code null} for none. */
    public Mount login(@Nullable ServerLogin login) {
        this.login = login;
        return this;
    }

    /** Breaks the stream in this way, or mends it with {@link Fault#NONE}. */
    public Mount fault(Fault fault) {
        Fault before = this.fault;
        this.fault = fault;
        if (before != fault && (fault.showsOnConnecting() || before == Fault.HANG)) {
            server.disconnect(this);
        }
        return this;
    }

    public String path() {
        return path;
    }

    public Fault fault() {
        return fault;
    }

    /** How many DESCRIBE requests came, whatever was answered. */
    public int describes() {
        return describes.get();
    }

    /** How many PLAY requests were granted. */
    public int plays() {
        return plays.get();
    }

    /** The SSRC of every connection that plays now, a snapshot. */
    public Set<Integer> ssrcs() {
        return Set.copyOf(ssrcs);
    }

    VideoClip currentClip() {
        return clip.get();
    }

    @Nullable
    ServerLogin login() {
        return login;
    }

    /** The moment that the loop of every connection counts from, so that all show the same picture. */
    long epoch() {
        return epoch;
    }

    void described() {
        describes.incrementAndGet();
    }

    void played(int ssrc) {
        plays.incrementAndGet();
        ssrcs.add(ssrc);
    }

    void stopped(int ssrc) {
        ssrcs.remove(ssrc);
    }
}
