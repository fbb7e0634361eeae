package id.pantau.rtsp.protocol;

import java.net.URI;

/**
 * Finds out what to name in a request line (RFC 2326, appendix C.1.1). These are names only: whatever host a server puts
 * into them, the connection stays where it is.
 */
public final class ControlUri {
    private static final int LONGEST = 4096;

    private ControlUri() {}

    /** The request URI without credentials and fragment, with a path. */
    public static String of(URI uri) {
        String host = uri.getHost();
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getScheme()
                + "://"
                + host
                + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                + path
                + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }

    /** What relative names in the description refer to. */
    public static String base(RtspMessage description, String requested) throws RtspProtocolException {
        String base = description
                .header("Content-Base")
                .or(() -> description.header("Content-Location"))
                .orElse("");
        return isAbsolute(base) ? checked(withoutCredentials(base)) : requested;
    }

    /**
     * @param control absolute, relative, {@code *} or empty
     * @return {@code base} itself for the last two
     */
    public static String resolve(String base, String control) throws RtspProtocolException {
        if (control.isEmpty() || control.equals("*")) {
            return base;
        }
        if (isAbsolute(control)) {
            return checked(withoutCredentials(control));
        }
        if (control.startsWith("/")) {
            int path = base.indexOf('/', base.indexOf("://") + 3);
            return checked((path < 0 ? base : base.substring(0, path)) + control);
        }
        return checked(base.endsWith("/") ? base + control : base + '/' + control);
    }

    private static boolean isAbsolute(String uri) {
        return uri.regionMatches(true, 0, "rtsp://", 0, 7) || uri.regionMatches(true, 0, "rtsps://", 0, 8);
    }

    private static String withoutCredentials(String uri) {
        int start = uri.indexOf("://") + 3;
        int path = uri.indexOf('/', start);
        int at = uri.lastIndexOf('@', path < 0 ? uri.length() : path);
        return at < start ? uri : uri.substring(0, start) + uri.substring(at + 1);
    }

    private static String checked(String uri) throws RtspProtocolException {
        if (uri.length() > LONGEST || !uri.chars().allMatch(c -> c > ' ' && c < 127 && c != '"')) {
            throw new RtspProtocolException("an unusable control URI: " + Texts.shorten(uri));
        }
        return uri;
    }
}
