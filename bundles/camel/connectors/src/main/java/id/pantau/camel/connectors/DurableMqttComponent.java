package id.pantau.camel.connectors;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Component;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Configuration;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Consumer;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Endpoint;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5EndpointConfigurer;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Producer;
import org.apache.camel.spi.PropertyConfigurer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;

/**
 * {@code mqtt5-durable:TOPIC}, with the options of {@code paho-mqtt5}, to consume in a session that outlives a connection
 * ({@code cleanStart=false}). A broker sends what waits for such a session as soon as it is connected (MQTT 5, section 4.4); Camel's
 * consumer connects before anybody listens, and what comes in between is neither seen nor acknowledged until the next
 * connection. This one listens first. {@code connectionTimeout}, in seconds, is also what a broker has for each answer, to producers
 * too: Paho would wait for ever.
 */
public final class DurableMqttComponent extends PahoMqtt5Component {

    @Override
    protected Endpoint createEndpoint(String uri, String topic, Map<String, Object> parameters) throws Exception {
        Endpoint endpoint =
                new DurableEndpoint(uri, topic, this, getConfiguration().copy());
        setProperties(endpoint, parameters);
        return endpoint;
    }

    /** Camel finds it by a component's own name. */
    @Override
    public PropertyConfigurer getEndpointPropertyConfigurer() {
        return new PahoMqtt5EndpointConfigurer();
    }

    private static final class DurableEndpoint extends PahoMqtt5Endpoint {
        DurableEndpoint(String uri, String topic, PahoMqtt5Component component, PahoMqtt5Configuration configuration) {
            super(uri, topic, component, configuration);
        }

        @Override
        public Consumer createConsumer(Processor processor) throws Exception {
            DurableConsumer consumer = new DurableConsumer(this, processor);
            configureConsumer(consumer);
            return consumer;
        }

        @Override
        public Producer createProducer() throws Exception {
            return new PatientProducer(this);
        }

        LateClient client() throws MqttException {
            PahoMqtt5Configuration is = getConfiguration();
            String id = is.getClientId() == null ? generateClientId() : is.getClientId();
            LateClient client = new LateClient(is.getBrokerUrl(), id, createMqttConnectionOptions());
            client.setManualAcks(is.isManualAcksEnabled());
            return client;
        }
    }

    private static final class DurableConsumer extends PahoMqtt5Consumer {
        private final DurableEndpoint endpoint;

        DurableConsumer(DurableEndpoint endpoint, Processor processor) {
            super(endpoint, processor);
            this.endpoint = endpoint;
        }

        @Override
        protected void doStart() throws Exception {
            MqttClient client = endpoint.client();
            setClient(client);
            try {
                super.doStart();
            } catch (MqttException | RuntimeException e) {
                setClient(null);
                release(client);
                throw e;
            }
        }

        @Override
        protected void doStop() throws Exception {
            MqttClient client = getClient();
            super.doStop();
            release(client);
        }
    }

    private static final class PatientProducer extends PahoMqtt5Producer {
        private final DurableEndpoint endpoint;

        PatientProducer(DurableEndpoint endpoint) {
            super(endpoint);
            this.endpoint = endpoint;
        }

        @Override
        protected void doStart() throws Exception {
            LateClient client = endpoint.client();
            try {
                client.open();
            } catch (MqttException | RuntimeException e) {
                release(client);
                throw e;
            }
            setClient(client);
            super.doStart();
        }

        @Override
        protected void doStop() throws Exception {
            MqttClient client = getClient();
            super.doStop();
            release(client);
        }
    }

    /** Nothing of it goes on, even if it is just being connected. */
    private static void release(@Nullable MqttClient client) throws MqttException {
        if (client == null) {
            return;
        }
        try {
            if (client.isConnected()) {
                client.disconnect();
            }
        } finally {
            client.disconnectForcibly(0, 0, false);
            client.close();
        }
    }

    /** Is told who listens before it is told to subscribe, and connects then. */
    private static final class LateClient extends MqttClient {
        private final MqttConnectionOptions options;

        LateClient(String broker, String id, MqttConnectionOptions options) throws MqttException {
            super(broker, id, new MemoryPersistence());
            this.options = options;
            setTimeToWait(TimeUnit.SECONDS.toMillis(options.getConnectionTimeout()));
        }

        void open() throws MqttException {
            connect(options);
        }

        @Override
        public IMqttToken subscribe(String topic, int qos) throws MqttException {
            if (!isConnected()) {
                open();
            }
            return super.subscribe(topic, qos);
        }
    }
}
