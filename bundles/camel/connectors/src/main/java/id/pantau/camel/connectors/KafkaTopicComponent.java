package id.pantau.camel.connectors;

import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.camel.component.kafka.KafkaEndpointConfigurer;
import org.apache.camel.component.kafka.consumer.DefaultKafkaManualCommitFactory;
import org.apache.camel.spi.PropertyConfigurer;

/** {@code kafka-topic:NAME}, with the options of {@code kafka}. No topic is made; one is consumed by a {@link TopicConsumer}. */
public final class KafkaTopicComponent extends KafkaComponent {

    @Override
    protected KafkaEndpoint createEndpoint(String uri, String topic, Map<String, Object> parameters) throws Exception {
        KafkaEndpoint endpoint = new TopicEndpoint(uri, this);
        endpoint.setConfiguration(getConfiguration().copy());
        // with another one, or none, nothing is committed but by hand
        endpoint.setKafkaManualCommitFactory(new DefaultKafkaManualCommitFactory());
        setProperties(endpoint, parameters);
        endpoint.getConfiguration().setTopic(topic);
        return endpoint;
    }

    /** Camel finds it by a component's own name. */
    @Override
    public PropertyConfigurer getEndpointPropertyConfigurer() {
        return new KafkaEndpointConfigurer();
    }

    private static final class TopicEndpoint extends KafkaEndpoint {
        TopicEndpoint(String uri, KafkaComponent component) {
            super(uri, component);
        }

        @Override
        public Consumer createConsumer(Processor processor) throws Exception {
            TopicConsumer consumer = new TopicConsumer(this, processor);
            configureConsumer(consumer);
            return consumer;
        }
    }
}
