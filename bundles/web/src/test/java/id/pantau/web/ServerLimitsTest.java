package id.pantau.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
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
            assertEquals(204, status(connector.getLocalPort()));
            HttpConnectionFactory http = connector.getConnectionFactory(HttpConnectionFactory.class);
            assertEquals(0, http.getHttpConfiguration().getHeaderCacheSize(), "no table of headers per connection");
            assertEquals(ServerLimits.THREADS, threads.getMaxThreads());
            assertEquals(ServerLimits.THREADS, threads.getMinThreads());
        } finally {
            server.stop();
        }
    }

    private static int status(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
