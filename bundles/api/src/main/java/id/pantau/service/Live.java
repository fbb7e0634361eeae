package id.pantau.service;

import id.pantau.model.CameraState;
import id.pantau.model.Rendition;
import id.pantau.model.StreamStats;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** The live hub: what every registered camera shows now, and its media. Thread-safe; no call blocks. */
@ProviderType
public interface Live {

    /** What the camera shows; empty when there is no such camera. */
    Optional<CameraState> state(String camera);

    /** What is measured on the first stream, with the viewers and the memory of all. */
    StreamStats stats(String camera);

    /**
     * What is measured on one stream alone. While the main stream is not pulled, its bit rate is what it was when it was
     * pulled last.
     */
    default StreamStats stats(String camera, Rendition rendition) {
        return rendition == Rendition.FIRST ? stats(camera) : StreamStats.NONE;
    }

    /**
     * Whether the camera has a main stream beside the first one, as far as is known. Its files are below {@code main/}, such
     * as {@code main/index.m3u8}; it is pulled from the camera only while somebody asks for them. Where both streams are
     * known to be aligned, {@code index.m3u8} lists both for those who may be told of it ({@link MediaRequest#most}).
     */
    boolean hasMain(String camera);

    /**
     * Whether the camera sends single pictures and no video, as far as is known: then {@code snapshot.jpg} is the newest
     * one, about once a second, and there are no playlists.
     */
    default boolean sendsPictures(String camera) {
        return false;
    }

    /**
     * Something says that the camera is back: if it waits to be tried again, it is tried now. Nothing happens to a camera that
     * is being tried, plays, or was given up for its login.
     */
    default void returned(String camera) {}

    /**
     * One file of the camera's stream. Decides nothing about who may see it.
     *
     * @param name below the camera's path, such as {@code index.m3u8}
     * @param viewer who asks, as an opaque key for counting; the same person has the same key for a while;
     *     empty for the platform itself, such as its recorder, which is nobody to count
     * @return empty when there is no such file (any more); the caller closes what there is
     */
    Optional<MediaResource> media(String camera, String name, String viewer);

    /** One file of the camera's stream, or whether it is worth to wait for it. Decides nothing about who may see it. */
    MediaAnswer ask(MediaRequest request);

    /**
     * The camera's stream as one endless file.
     *
     * @param viewer as for {@link #media}
     * @return empty when there is no such camera or it never sent a picture
     */
    Optional<MediaReader> read(String camera, String viewer);

    /**
     * Listens to all cameras' media.
     *
     * @param changed told the id of a camera of which something new can be had or nothing any more; called by the threads
     *     that read the cameras, must not block
     * @return run to end it; harmless when repeated
     */
    Runnable watch(Consumer<String> changed);
}
