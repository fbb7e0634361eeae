package id.pantau.web;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.HttpOutput;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A media transfer")
final class MediaTransferTest {

    @Test
    @DisplayName("to a client that does not read ends at the deadline and gives the segment back")
    void stuckClient() throws Exception {
        City.Medium medium = new City.Medium("video/mp4", List.of(ByteBuffer.allocateDirect(64 << 20)), true);
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        ServletHolder holder = new ServletHolder(new ResourceServlet() {
            private static final long serialVersionUID = 1L;

            @Override
            void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
                MediaTransfer.start(request, response, medium.open(), Outlet.free(sent -> {}), Duration.ofMillis(300));
            }
        });
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/*");
        server.setHandler(context);
        server.start();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort())) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertEquals('H', socket.getInputStream().read());
            await().atMost(20, SECONDS).until(() -> medium.open == 0);
            // what the client's and the kernel's buffers hold, and nothing that is read from the segment now
            long rest = drain(socket);
            assertTrue(rest < 32 << 20, rest + " bytes came after the segment was given back");
        } finally {
            server.stop();
        }
    }

    private static long drain(Socket socket) {
        long bytes = 0;
        try {
            socket.setSoTimeout(3_000);
            byte[] buffer = new byte[1 << 16];
            for (int n = socket.getInputStream().read(buffer);
                    n >= 0;
                    n = socket.getInputStream().read(buffer)) {
                bytes += n;
            }
        } catch (IOException e) {
            return bytes;
        }
        return bytes;
    }

    @Test
    @DisplayName("hands its direct buffers to the server as they are: the server has a way of its own for them")
    void noCopy() throws Exception {
        assertEquals(
                HttpOutput.class,
                HttpOutput.class.getMethod("write", ByteBuffer.class).getDeclaringClass());
    }
}
