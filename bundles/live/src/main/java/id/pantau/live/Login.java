package id.pantau.live;

import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.spi.vendor.CameraDriver;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.Channel;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One visit to a device with one driver: opens a session, looks, and closes it again on the same thread. */
final class Login {
    private static final Logger LOG = LoggerFactory.getLogger(Login.class);
    private static final int MOST_CHANNELS = 1024;
    private static final int LONGEST_DETAIL = 200;
    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://\\S+");
    private static final Pattern UNPRINTABLE = Pattern.compile("\\p{Cntrl}+");

    private final Endpoint endpoint;
    private final Credentials credentials;

    Login(Endpoint endpoint, Credentials credentials) {
        this.endpoint = endpoint;
        this.credentials = credentials;
    }

    /** What is looked at in a session. */
    interface Look<T> {
        T at(CameraSession session) throws CameraException, InterruptedException;
    }

    <T> T with(CameraDriver driver, Look<T> look) throws CameraException, InterruptedException {
        CameraSession session = driver.open(endpoint, credentials);
        if (session == null) {
            throw new DriverFault("the driver opened no session");
        }
        try {
            return look.at(session);
        } finally {
            close(session);
        }
    }

    private static void close(CameraSession session) {
        boolean interrupted = Thread.interrupted(); // logging out is still wanted from a call that was given up
        try {
            session.close();
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("A driver's session failed to close: {}", e.getClass().getName());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The session's channels, in the device's order. */
    static List<Channel> channels(CameraSession session) {
        List<Channel> channels = session.channels();
        if (channels == null || channels.isEmpty() || channels.size() > MOST_CHANNELS) {
            throw new DriverFault(
                    "the driver's session has " + (channels == null ? "no" : channels.size()) + " channels");
        }
        List<Channel> copy = List.copyOf(channels);
        long ids = copy.stream()
                .map(Channel::id)
                .filter(id -> id != null)
                .distinct()
                .count();
        if (ids != copy.size()) {
            throw new DriverFault("the driver's session has channels without an id of their own");
        }
        return copy;
    }

    /** The session's channel of that id, or its first one for none. */
    static Channel channel(CameraSession session, String id) throws CameraException {
        List<Channel> channels = channels(session);
        if (id.isEmpty()) {
            return channels.get(0);
        }
        return channels.stream()
                .filter(channel -> channel.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () -> new CameraException(CameraException.Kind.PROTOCOL, "the device has no channel " + id));
    }

    /** {@code detail} fit for operators: short, on one line, without credentials or addresses. */
    String redact(String detail) {
        String text = UNPRINTABLE.matcher(detail).replaceAll(" ");
        if (!credentials.password().isEmpty()) {
            text = text.replace(credentials.password(), "(password)");
        }
        text = URL.matcher(text).replaceAll("(address)").replace(endpoint.host(), "(host)");
        return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL);
    }
}
