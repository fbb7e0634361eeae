package id.pantau.live;

import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.spi.vendor.CameraDriver;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.Channel;
import id.pantau.spi.vendor.Facet;
import id.pantau.spi.vendor.HasFacets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

    /** A session that the caller closes, by {@link #close}. */
    CameraSession open(CameraDriver driver) throws CameraException, InterruptedException {
        CameraSession session = driver.open(endpoint, credentials);
        if (session == null) {
            throw new DriverFault("the driver opened no session");
        }
        return session;
    }

    <T> T with(CameraDriver driver, Look<T> look) throws CameraException, InterruptedException {
        CameraSession session = open(driver);
        try {
            return look.at(session);
        } finally {
            close(session);
        }
    }

    static void close(CameraSession session) {
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

    /** What an ability is called by people. */
    static String name(Class<? extends Facet> ability) {
        return ability.getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** An ability of a device or channel, which a driver may not answer with null. */
    static <F extends Facet> Optional<F> ability(HasFacets owner, Class<F> type) {
        Optional<F> found = owner.facet(type);
        if (found == null) {
            throw new DriverFault("the driver says nothing of the ability " + name(type));
        }
        return found;
    }

    String withoutPassword(String text) {
        return credentials.password().isEmpty() ? text : text.replace(credentials.password(), "(password)");
    }

    /** {@code detail} fit for operators: short, on one line, without credentials or addresses. */
    String redact(String detail) {
        String text = withoutPassword(UNPRINTABLE.matcher(detail).replaceAll(" "));
        text = URL.matcher(text).replaceAll("(address)").replace(endpoint.host(), "(host)");
        return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL);
    }
}
