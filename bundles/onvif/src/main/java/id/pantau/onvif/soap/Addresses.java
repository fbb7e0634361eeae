package id.pantau.onvif.soap;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Puts the addresses that a device tells onto the host that it was asked at. Behind a translated address a device tells
 * one that leads nowhere, or to somebody else's device. Immutable.
 */
public final class Addresses {
    private final URI asked;
    private final @Nullable URI toldForAsked;

    /** @param asked the device service's address as it was asked */
    public Addresses(URI asked) {
        this(asked, null);
    }

    private Addresses(URI asked, @Nullable URI toldForAsked) {
        this.asked = asked;
        this.toldForAsked = toldForAsked;
    }

    /** The same, knowing what the device itself takes its device service's address for. */
    public Addresses telling(URI deviceService) {
        return new Addresses(asked, deviceService);
    }

    /**
     * The address of a service or a picture, without credentials. One on another host goes to the port that was asked, unless it is known to be
     * another port than the device service's. TLS is never left.
     */
    public URI service(URI told) {
        boolean downgrade = secure(asked) && !secure(told);
        if (told.getHost().equalsIgnoreCase(asked.getHost()) && !downgrade) {
            return at(told, told.getScheme(), told.getPort());
        }
        boolean ownPort = toldForAsked != null && port(toldForAsked) != port(told) && !downgrade;
        String scheme = ownPort ? told.getScheme() : asked.getScheme();
        return at(told, scheme, ownPort ? port(told) : asked.getPort());
    }

    /** The address of a stream, on its own port, without credentials. */
    public URI stream(URI told) {
        return at(told, told.getScheme(), told.getPort());
    }

    private URI at(URI told, String scheme, int port) {
        String path = told.getRawPath() == null ? "" : told.getRawPath();
        try {
            return new URI(scheme + "://" + asked.getHost() + (port < 0 ? "" : ":" + port) + path
                    + (told.getRawQuery() == null ? "" : "?" + told.getRawQuery()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException("parts of two addresses make none", e);
        }
    }

    private static boolean secure(URI uri) {
        return uri.getScheme().toLowerCase(Locale.ROOT).equals("https");
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : secure(uri) ? 443 : 80;
    }
}
