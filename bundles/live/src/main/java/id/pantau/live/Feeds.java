package id.pantau.live;

import java.util.function.Consumer;

/** Makes feeds, each on a timeline that goes on where it ended. */
interface Feeds {

    /**
     * Returns at once.
     *
     * @param timeline what tells it from others, across restarts
     * @param camera whose it is, for those who watch media
     * @param then given the feed, on the loop; never called after the end
     */
    void open(String timeline, String camera, Consumer<CameraFeed> then);
}
