package id.pantau.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The HTTP server's limits")
final class ServerLimitsTest {
    private final ResourceServlet servlet = new ResourceServlet() {
        private static final long serialVersionUID = 1L;

        @Override
        void answer(HttpServletRequest request, HttpServletResponse response) {
            response.setStatus(204);
        }
    };

    @Test
    @DisplayName("hold from the first request, also for a server that started anew and behind wrapped requests")
    void hold() throws Exception {
        assertLimitedAfterRequest();
        assertLimitedAfterRequest();
    }

    private void assertLimitedAfterRequest() throws Exception {
        QueuedThreadPool threads = new QueuedThreadPool();
        Server server = new Server(threads);
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(servlet), "/*");
        context.addFilter(
                (request, response, chain) ->
                        chain.doFilter(new HttpServletRequestWrapper((HttpServletRequest) request), response),
                "/*",
                null);
        server.setHandler(context);
        server.start();
        try {
            assertEquals(204, status(connector.getLocalPort(), "/"));
            HttpConnectionFactory http = connector.getConnectionFactory(HttpConnectionFactory.class);
            assertEquals(0, http.getHttpConfiguration().getHeaderCacheSize(), "no table of headers per connection");
            assertEquals(ServerLimits.THREADS, threads.getMaxThreads());
            assertEquals(ServerLimits.THREADS, threads.getMinThreads());
        } finally {
            server.stop();
        }
    }

    @Test
    @DisplayName("are told in a line of plain text that repeats nothing and names no server")
    void plainErrors() throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        // as the container's configuration says
        connector
                .getConnectionFactory(HttpConnectionFactory.class)
                .getHttpConfiguration()
                .setSendServerVersion(false);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(servlet), "/one");
        server.setHandler(context);
        server.start();
        try {
            int port = connector.getLocalPort();
            assertEquals(204, status(port, "/one"));
            assertPlain(port, "400 Bad Request", "<b>nonsense\r\n\r\n");
            assertPlain(port, "400 Bad Request", "GET / HTTP/1.1\r\n\r\n");
            assertPlain(
                    port,
                    "431 Request Header Fields Too Large",
                    "GET / HTTP/1.1\r\nHost: h\r\nX: " + "<b>".repeat(10_000) + "\r\n\r\n");
            assertPlain(port, "404 Not Found", "GET /other HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        } finally {
            server.stop();
        }
    }

    private static void assertPlain(int port, String line, String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(answer.startsWith("HTTP/1.1 " + line.substring(0, 3)), answer);
            assertTrue(answer.contains("Content-Type: text/plain;charset=us-ascii\r\n"), answer);
            assertTrue(answer.endsWith("\r\n\r\n" + line + "\n"), answer);
            assertFalse(answer.contains("Jetty") || answer.contains("<b>"), answer);
        }
    }

    private static int status(int port, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
