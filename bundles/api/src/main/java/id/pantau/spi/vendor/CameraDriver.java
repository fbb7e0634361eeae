package id.pantau.spi.vendor;

import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Speaks one make's dialect. Registered as a service with {@link Vendor}, it is found; unregistered, it is let go.
 *
 * <p>The platform calls from a bounded pool of the driver's own, with a deadline after which the thread is
 * interrupted; calls may block and may come from several threads at once. A driver never retries, never polls, keeps
 * no password longer than its session, and puts none into a URL, a log or a message.
 */
@ConsumerType
public interface CameraDriver extends HasFacets {

    /**
     * Looks, without logging in and without changing anything on the device, whether this driver can serve it.
     * Anything a device can do is an answer, never an exception.
     *
     * @throws InterruptedException when interrupted; the platform no longer wants the answer
     */
    ProbeResult probe(Endpoint endpoint) throws InterruptedException;

    /**
     * Logs in, at most once, and opens a session. The caller closes it.
     *
     * @param credentials {@link Credentials#NONE} when the device has no login
     * @throws CameraException whose kind decides whether the platform tries again
     * @throws InterruptedException when interrupted; nothing stays open
     */
    CameraSession open(Endpoint endpoint, Credentials credentials) throws CameraException, InterruptedException;
}
