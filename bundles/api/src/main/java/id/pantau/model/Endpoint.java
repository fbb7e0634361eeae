package id.pantau.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;

/**
 * Where a device answers: an RTSP URL, a device URL, or just host and port. Never carries credentials.
 *
 * @param uri with a host and without user info or fragment; without a scheme when only host and port are known,
 *     such as {@code //10.20.0.7:554}
 */
public record Endpoint(URI uri) {
    public Endpoint {
        Objects.requireNonNull(uri, "uri");
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("an address needs a host");
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("an address must not contain a user name or password");
        }
        if (uri.getRawFragment() != null) {
            throw new IllegalArgumentException("an address must not contain a fragment");
        }
        if (uri.getPort() > 65535 || uri.getPort() == 0) {
            throw new IllegalArgumentException("a port is between 1 and 65535");
        }
    }

    /**
     * Reads {@code scheme://host[:port][/path][?query]} or {@code host[:port]}.
     *
     * @throws IllegalArgumentException with a reason that does not repeat the text, which may hold a password
     */
    public static Endpoint parse(String text) {
        try {
            return new Endpoint(new URI(text.contains("://") ? text : "//" + text).parseServerAuthority());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not an address: " + e.getReason());
        }
    }

    /** Host name or address literal; an IPv6 literal without its brackets. */
    public String host() {
        String host = uri.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** The port that was given, else {@code otherwise}. */
    public int port(int otherwise) {
        return uri.getPort() < 0 ? otherwise : uri.getPort();
    }

    /** Lower-case scheme, or the empty string when only host and port are known. */
    public String scheme() {
        return uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    }

    /** The same endpoint at another host, for pinning a resolved address. */
    public Endpoint at(String host) {
        String literal = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        StringBuilder text = new StringBuilder();
        if (uri.getScheme() != null) {
            text.append(uri.getScheme()).append(':');
        }
        text.append("//").append(literal);
        if (uri.getPort() >= 0) {
            text.append(':').append(uri.getPort());
        }
        text.append(uri.getRawPath() == null ? "" : uri.getRawPath());
        if (uri.getRawQuery() != null) {
            text.append('?').append(uri.getRawQuery());
        }
        return parse(text.toString().startsWith("//") ? text.substring(2) : text.toString());
    }

    @Override
    public String toString() {
        String text = uri.toString();
        return text.startsWith("//") ? text.substring(2) : text;
    }
}
