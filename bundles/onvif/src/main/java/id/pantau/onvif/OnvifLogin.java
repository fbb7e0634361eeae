package id.pantau.onvif;

import java.util.Objects;

/** A login of a device. Prints without its password. */
public record OnvifLogin(String user, String password) {
    public OnvifLogin {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
    }

    @Override
    public String toString() {
        return "OnvifLogin[user=" + user + "]";
    }
}
