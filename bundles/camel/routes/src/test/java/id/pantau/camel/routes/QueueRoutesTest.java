package id.pantau.camel.routes;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.JMSContext;
import jakarta.jms.TextMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A route file at a broker's queues (AMQP 1.0)")
@Timeout(180)
class QueueRoutesTest {
    private static final String TEXT = """
            - from:
                uri: jms-queue:cameras?server=127.0.0.1:%1$d&tls=false
                steps:
                  - to: file:kept
                  - to: pantau:submit?partner=bank-anu&format=csv
                  - to: jms-queue:receipts?server=127.0.0.1:%1$d&tls=false
            """;

    @TempDir
    Path folder;

    @Test
    void hands_in_what_comes_answers_there_and_obeys_no_property_of_a_message() throws Exception {
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ()
                .setConfiguration(new ConfigurationImpl()
                        .setPersistenceEnabled(false)
                        .setSecurityEnabled(false)
                        .addAcceptorConfiguration("amqp", "tcp://127.0.0.1:0?protocols=AMQP"))
                .start();
        int port =
                ((NettyAcceptor) broker.getActiveMQServer().getRemotingService().getAcceptor("amqp")).getActualPort();
        try (RouteWorkshop shop = new RouteWorkshop(folder);
                JMSContext partner = new JmsConnectionFactory("amqp://127.0.0.1:" + port).createContext()) {
            FileRoutes file = shop.file("queue", TEXT.formatted(port));
            assertEquals("", file.state().problem());
            TextMessage message = partner.createTextMessage("ref\n");
            message.setStringProperty("CamelFileName", "evil.txt");
            message.setStringProperty("cAmElFiLeNaMe", "evil.txt");
            partner.createProducer().send(partner.createQueue("cameras"), message);
            String receipt =
                    partner.createConsumer(partner.createQueue("receipts")).receiveBody(String.class, 30_000);
            assertTrue(receipt.contains("\"id\":\"r-1\""), receipt);
            assertEquals(List.of("bank-anu text/csv  ref\n"), shop.city.submitted);
            await().until(() -> file.state().done() == 1);
            try (Stream<Path> kept = Files.list(shop.home.resolve("queue").resolve("kept"))) {
                List<String> names = kept.map(p -> p.getFileName().toString()).toList();
                assertEquals(1, names.size(), names::toString);
                assertFalse(names.contains("evil.txt"), names::toString);
            }
            file.stop();
        } finally {
            broker.stop();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1:5672/x", "a:1,b:2", "(a:1)", "user@host:5672", "host", "", "host:5672;jms.tracing=x"})
    void a_server_is_a_host_and_a_port_and_no_option_of_the_client(String server) throws Exception {
        try (RouteWorkshop shop = new RouteWorkshop(folder)) {
            FileRoutes file = shop.file("queue", TEXT.formatted(1).replace("127.0.0.1:1", server));
            String problem = file.state().problem();
            assertTrue(problem.contains("HOST:PORT"), problem);
            file.stop();
        }
    }
}
