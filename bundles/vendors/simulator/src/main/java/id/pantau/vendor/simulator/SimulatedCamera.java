package id.pantau.vendor.simulator;

import id.pantau.rtsp.server.Mount;
import id.pantau.rtsp.server.RtspServer;
import id.pantau.rtsp.server.ServerLogin;
import id.pantau.rtsp.server.ServerLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** One camera with a port of its own, so that it can go dark alone. Thread-safe. */
final class SimulatedCamera implements AutoCloseable {
    /** What the cameras' {@code Server} header says; their driver knows them by it. */
    static final String SERVER = "Pantau-Simulator/1.0";

    static final String MAIN = "main";
    static final String SUB = "sub";

    private final String name;
    private final RtspServer server;
    private final Clips clips;
    private final Mount main;
    private final Mount sub;
    private FaultKind fault = FaultKind.NONE;

    /**
     * @param name two digits
     * @throws IOException when the address cannot be listened on
     */
    SimulatedCamera(String name, ServerLoop loop, InetSocketAddress address, @Nullable ServerLogin login, Clips clips)
            throws IOException {
        this.name = name;
        server = RtspServer.start(loop, address, SERVER);
        this.clips = clips;
        main = server.mount("/" + name + "/" + MAIN, () -> clips.of(name, MAIN, FaultKind.NONE))
                .login(login);
        sub = server.mount("/" + name + "/" + SUB, () -> clips.of(name, SUB, FaultKind.NONE))
                .login(login);
    }

    String name() {
        return name;
    }

    URI address() {
        return server.uri(main.path());
    }

    boolean listensOn(int port) {
        return server.address().getPort() == port;
    }

    int connections() {
        return server.openConnections();
    }

    synchronized FaultKind fault() {
        return fault;
    }

    /**
     * Breaks the camera in this way, or mends it.
     *
     * @throws IOException when it cannot come back from the dark because its port is taken
     */
    synchronized void fault(FaultKind kind) throws IOException {
        main.clip(() -> clips.of(name, MAIN, kind)).fault(kind.fault());
        sub.clip(() -> clips.of(name, SUB, kind)).fault(kind.fault());
        if (kind == FaultKind.DARK) {
            server.unplug();
        } else {
            server.plugIn();
        }
        fault = kind;
    }

    @Override
    public void close() {
        server.close();
    }
}
