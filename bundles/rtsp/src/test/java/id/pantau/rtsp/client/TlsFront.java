package id.pantau.rtsp.client;

import id.pantau.rtsp.SelfSigned;
import id.pantau.rtsp.TcpFront;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;

/** TLS with a certificate of its own before a server without. */
final class TlsFront implements AutoCloseable {
    final String fingerprint;
    private final TcpFront front;

    TlsFront(Path folder, URI behind) throws Exception {
        SelfSigned certificate = SelfSigned.in(folder);
        fingerprint = certificate.fingerprint();
        front = new TcpFront(
                certificate
                        .server()
                        .getServerSocketFactory()
                        .createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                behind,
                TcpFront.Way.PLAIN,
                TcpFront.Way.PLAIN);
    }

    URI uri() {
        return front.uri("rtsps");
    }

    @Override
    public void close() throws IOException {
        front.close();
    }
}
