package id.pantau.tck.vendor;

import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.rtsp.server.RtspServer;
import id.pantau.rtsp.server.ServerLogin;
import id.pantau.rtsp.server.ServerLoop;
import id.pantau.rtsp.server.VideoClip;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A camera that is nothing but an RTSP server, with a main and a sub stream of real H.264. */
public final class RtspCamera implements FakeCamera {
    private static final VideoClip MAIN = VideoClip.testCard();
    private static final VideoClip SUB = VideoClip.smallTestCard();

    private final ServerLoop loop;
    private final RtspServer server;
    private final Endpoint endpoint;

    /** One that serves {@code /main} and {@code /sub}, behind a Digest login unless that is {@link Credentials#NONE}. */
    public RtspCamera(Credentials login) throws IOException {
        this(login, RtspServer.DEFAULT_NAME, "/main", "/sub");
    }

    /**
     * One that serves these paths.
     *
     * @param name what its {@code Server} header says
     */
    public RtspCamera(Credentials login, String name, String mainPath, String subPath) throws IOException {
        loop = ServerLoop.start("fake-camera");
        try {
            server = RtspServer.start(loop, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), name);
        } catch (IOException e) {
            loop.close();
            throw e;
        }
        ServerLogin asked = login.isNone() ? null : ServerLogin.digest(login.user(), login.password());
        server.mount(mainPath, MAIN).login(asked);
        server.mount(subPath, SUB).login(asked);
        endpoint = new Endpoint(server.uri(mainPath));
    }

    @Override
    public Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public int logins() {
        return server.logins();
    }

    @Override
    public int loginsRefused() {
        return server.loginsRefused();
    }

    @Override
    public int openConnections() {
        return server.openConnections();
    }

    @Override
    public void close() {
        server.close();
        loop.close();
    }
}
