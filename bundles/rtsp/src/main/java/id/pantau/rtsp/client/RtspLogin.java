package id.pantau.rtsp.client;

import java.util.Objects;

/** A user and a password; never printed. */
public record RtspLogin(String user, String password) {
    public RtspLogin {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
    }

    @Override
    public String toString() {
        return "RtspLogin[user=" + user + "]";
    }
}
