package id.pantau.rtsp.server;

import java.util.Objects;

/** The login that a {@link Mount} asks for. Prints without its password. */
public record ServerLogin(String user, String password, Scheme scheme) {

    /** How the login crosses the wire. */
    public enum Scheme {
        /** RFC 7617. */
        BASIC,
        /** RFC 2617 with MD5 and without qop, as cameras do it. */
        DIGEST
    }

    public ServerLogin {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(scheme, "scheme");
    }

    /** A Digest login. */
    public static ServerLogin digest(String user, String password) {
        return new ServerLogin(user, password, Scheme.DIGEST);
    }

    /** A Basic login. */
    public static ServerLogin basic(String user, String password) {
        return new ServerLogin(user, password, Scheme.BASIC);
    }

    @Override
    public String toString() {
        return "ServerLogin[user=" + user + ", scheme=" + scheme + "]";
    }
}
