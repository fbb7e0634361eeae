package id.pantau.live;

import id.pantau.model.Credentials;
import id.pantau.rtsp.client.PullListener;
import id.pantau.rtsp.client.RtspPull;
import java.net.URI;

/** Opens pulls from cameras. */
interface Pulls extends AutoCloseable {

    /**
     * Returns at once; what happens is told to the listener.
     *
     * @param audio whether its sound is pulled as well; off means that it is not even set up
     * @throws IllegalArgumentException when the address is of no kind that can be pulled
     * @throws IllegalStateException after the end
     */
    RtspPull open(URI uri, Credentials credentials, boolean audio, PullListener listener);

    /** Ends every pull. */
    @Override
    void close();
}
