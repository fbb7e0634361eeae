package id.pantau.camel.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A route file's web server that begins to answer and does not end")
@Timeout(120)
class SlowServerTest {
    @Test
    void is_given_up() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService threads = Executors.newCachedThreadPool();
        web.setExecutor(threads);
        web.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        web.start();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addComponent("http", new WebComponent("http"));
            context.start();
            Exchange sent = context.createProducerTemplate()
                    .send("http://127.0.0.1:" + web.getAddress().getPort() + "/", exchange -> {});
            assertEquals(
                    "127.0.0.1 took longer than 10 s to answer",
                    sent.getException(IOException.class).getMessage());
        } finally {
            end.countDown();
            web.stop(0);
            threads.shutdownNow();
        }
    }
}
