package id.pantau.camel.connectors;

import jakarta.jms.ConnectionFactory;
import java.util.Map;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.component.sjms.SjmsComponent;
import org.apache.camel.component.sjms.SjmsEndpoint;
import org.apache.camel.component.sjms.SjmsEndpointConfigurer;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.apache.qpid.jms.policy.JmsDefaultDeserializationPolicy;
import org.apache.qpid.jms.policy.JmsDefaultPrefetchPolicy;
import org.jspecify.annotations.Nullable;

/**
 * {@code jms-queue:NAME?server=HOST:PORT}, with the options of {@code sjms}, for a broker that speaks AMQP 1.0. Its own options:
 * {@code tls} (default true), {@code sslContext}, {@code username} and {@code password}, each of the latter three a reference. Messages
 * are consumed by a {@link TransactedConsumer}.
 */
public final class JmsQueueComponent extends SjmsComponent {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int PREFETCH = 2;
    private static final Pattern SERVER = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):[0-9]{1,5}");

    @Override
    protected Endpoint createEndpoint(String uri, String queue, Map<String, Object> parameters) throws Exception {
        boolean tls = getAndRemoveParameter(parameters, "tls", boolean.class, true);
        JmsConnectionFactory factory = new JmsConnectionFactory((tls ? "amqps://" : "amqp://")
                + server(getAndRemoveParameter(parameters, "server", String.class))
                + "?transport.useEpoll=false&transport.useKQueue=false&transport.connectTimeout=" + PATIENCE_MILLIS);
        factory.setUsername(resolveAndRemoveReferenceParameter(parameters, "username", String.class));
        factory.setPassword(resolveAndRemoveReferenceParameter(parameters, "password", String.class));
        factory.setSslContext(resolveAndRemoveReferenceParameter(parameters, "sslContext", SSLContext.class));
        bound(factory);
        Endpoint endpoint = new QueueEndpoint(uri, this, queue, factory);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    /** Nothing else: what follows would be options of the client. */
    private static String server(@Nullable String server) {
        if (server == null || !SERVER.matcher(server).matches()) {
            throw new IllegalArgumentException("server: it is written HOST:PORT, such as broker.example.id:5671");
        }
        return server;
    }

    private static void bound(JmsConnectionFactory factory) {
        JmsDefaultDeserializationPolicy no = new JmsDefaultDeserializationPolicy();
        no.setDenyList(JmsDefaultDeserializationPolicy.CATCH_ALL_WILDCARD);
        factory.setDeserializationPolicy(no);
        factory.setConnectTimeout(PATIENCE_MILLIS);
        factory.setRequestTimeout(PATIENCE_MILLIS);
        factory.setSendTimeout(PATIENCE_MILLIS);
        factory.setCloseTimeout(PATIENCE_MILLIS);
        JmsDefaultPrefetchPolicy prefetch = new JmsDefaultPrefetchPolicy();
        prefetch.setAll(PREFETCH);
        factory.setPrefetchPolicy(prefetch);
    }

    /** Camel finds it by a component's own name. */
    @Override
    public PropertyConfigurer getEndpointPropertyConfigurer() {
        return new SjmsEndpointConfigurer();
    }

    private static final class QueueEndpoint extends SjmsEndpoint {
        QueueEndpoint(String uri, SjmsComponent component, String queue, ConnectionFactory factory) {
            super(uri, component, queue);
            setConnectionFactory(factory);
        }

        @Override
        public Consumer createConsumer(Processor processor) throws Exception {
            TransactedConsumer consumer = new TransactedConsumer(this, processor);
            configureConsumer(consumer);
            return consumer;
        }
    }
}
