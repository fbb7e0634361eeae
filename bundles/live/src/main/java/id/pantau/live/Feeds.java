package id.pantau.live;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes feeds, each on a timeline that goes on where it ended. */
interface Feeds {

    /**
     * Returns at once.
     *
     * @param timeline what tells it from others, across restarts
     * @param camera whose it is, for those who watch media
     * @param first the camera's first stream, beside which it is another one; null for the first one itself
     * @param then given the feed, on the loop; never called after the end
     */
    void open(String timeline, String camera, @Nullable CameraFeed first, Consumer<CameraFeed> then);
}
