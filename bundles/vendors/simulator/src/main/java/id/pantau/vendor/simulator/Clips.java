package id.pantau.vendor.simulator;

import id.pantau.rtsp.server.VideoClip;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The films, read when somebody first wants to see them and kept from then on. Thread-safe. */
final class Clips {
    /** So many cameras have a film of their own. */
    static final int CAMERAS = 36;

    private final Map<String, VideoClip> clips = new ConcurrentHashMap<>();

    /**
     * A camera's film.
     *
     * @param camera two digits from 01 to 36
     * @param stream {@code main} or {@code sub}
     */
    VideoClip of(String camera, String stream) {
        return clips.computeIfAbsent("clips/" + camera + "-" + stream + ".mp4", Clips::read);
    }

    private static VideoClip read(String name) {
        try (InputStream in = Clips.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return VideoClip.readMp4(in);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
