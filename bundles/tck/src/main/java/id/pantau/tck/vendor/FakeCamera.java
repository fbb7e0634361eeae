package id.pantau.tck.vendor;

import id.pantau.model.Endpoint;

/**
 * A device on loopback that speaks the dialect of one make. It notes what it is asked, so that the contract can tell
 * what a driver did to it. {@link RtspCamera} is one for drivers that need RTSP alone.
 */
public interface FakeCamera extends AutoCloseable {

    /** As a partner would give it to the platform. */
    Endpoint endpoint();

    /** How many requests carried a login so far, right or wrong. */
    int logins();

    /** How many requests it refused although they carried a login. */
    int loginsRefused();

    /** How many connections are open. */
    int openConnections();

    /** Goes away. */
    @Override
    void close();
}
