package id.pantau.onvif.http;

import java.util.Objects;

/** A device's login. Prints without its password. */
public record DeviceLogin(String user, String password) {
    public DeviceLogin {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
    }

    @Override
    public String toString() {
        return "DeviceLogin[user=" + user + "]";
    }
}
