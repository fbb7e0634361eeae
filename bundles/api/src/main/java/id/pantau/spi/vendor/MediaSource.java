package id.pantau.spi.vendor;

import java.net.URI;

/** How video reaches the platform. */
public sealed interface MediaSource {

    /**
     * The platform pulls it, with the login that the session was opened with. Two equal sources are the same stream:
     * a driver that is updated and names the same source costs its cameras nothing.
     *
     * @param uri {@code rtsp} or {@code rtsps}, on the endpoint's own host, without credentials
     */
    record Pull(URI uri) implements MediaSource {
        public Pull {
            if (uri.getRawUserInfo() != null) {
                throw new IllegalArgumentException("credentials in a media URI");
            }
        }
    }
}
