package id.pantau.vendor.simulator;

import static id.pantau.vendor.simulator.SimulatedCamera.MAIN;
import static id.pantau.vendor.simulator.SimulatedCamera.SUB;

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

    /** So many films there are of what can be before a lens, or in a room. */
    private static final int VARIANTS = 3;

    private final Map<String, VideoClip> clips = new ConcurrentHashMap<>();

    /**
     * What a camera shows with this fault.
     *
     * @param camera two digits from 01 to 36
     * @param stream {@code main} or {@code sub}
     */
    VideoClip of(String camera, String stream, FaultKind fault) {
        return clips.computeIfAbsent(resource(camera, stream, fault), Clips::read);
    }

    /** The film's name, relative to this class. */
    static String resource(String camera, String stream, FaultKind fault) {
        return "clips/" + name(camera, stream, fault) + ".mp4";
    }

    private static String name(String camera, String stream, FaultKind fault) {
        return switch (fault) {
            case MOVED, TURNED, ZOOMED, BLURRED -> camera + "-" + stream + "-" + fault.word();
            case BLACK, WHITE, NOISE -> fault.word() + "-1-" + stream;
            case COVERED, INDOOR -> fault.word() + "-" + (1 + Integer.parseInt(camera) % VARIANTS) + "-" + stream;
            case RESOLUTION -> camera + "-" + (stream.equals(MAIN) ? SUB : MAIN);
            default -> camera + "-" + stream;
        };
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
