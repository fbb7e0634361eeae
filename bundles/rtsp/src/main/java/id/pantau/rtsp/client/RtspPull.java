package id.pantau.rtsp.client;

/** One stream that is being pulled, or was. */
public interface RtspPull extends AutoCloseable {

    /**
     * Ends the pull with TEARDOWN. Returns at once; the listener's {@code closed} follows on the event loop. Harmless
     * on a pull that has ended, and from any thread.
     */
    @Override
    void close();
}
