package id.pantau.onboarding;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Whether somebody opens at an address. */
@FunctionalInterface
interface Knock {
    /** Longer than a camera in a city's own network needs. */
    int PATIENCE_MILLIS = 300;

    boolean opens(String host, int port);

    /** By a connection that is closed again. */
    static boolean byTcp(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }
}
