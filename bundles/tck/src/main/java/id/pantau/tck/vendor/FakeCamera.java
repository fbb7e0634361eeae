package id.pantau.tck.vendor;

import id.pantau.model.Endpoint;
import id.pantau.tck.vendor.FakeWeb.Response;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * A device on loopback that speaks the dialect of one make. It notes what it is asked, so that the contract can tell
 * what a driver did to it. {@link RtspCamera} is one for drivers that need RTSP alone.
 *
 * <p>What has a default here need not be done; the rules that need it are left out then, and reported as skipped.
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

    /** How many pictures it has, as a recorder has many; 0 when it does not say. */
    default int channelCount() {
        return 0;
    }

    /**
     * Notices motion in its first picture, and tells it to those who listen.
     *
     * @return whether it can
     */
    default boolean noticesMotion() {
        return false;
    }

    /**
     * From now on its clock is wrong by this.
     *
     * @return whether it has a clock
     */
    default boolean clockIsWrongBy(Duration difference) {
        return false;
    }

    /**
     * From now on it passes what it would have answered to who is let in through {@code how}.
     *
     * @return whether it answers over HTTP at all
     */
    default boolean spoilsAnswers(UnaryOperator<Response> how) {
        return false;
    }

    /** Goes away. */
    @Override
    void close();
}
