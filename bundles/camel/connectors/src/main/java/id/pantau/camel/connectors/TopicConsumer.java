package id.pantau.camel.connectors;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaConsumer;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.camel.component.kafka.TaskHealthState;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.PartitionInfo;
import org.jspecify.annotations.Nullable;

/**
 * Starts once the broker answers and has the topic, and stops its route when no broker has been connected for two looks. Camel's
 * consumer starts whatever the broker is like, and asks for what cannot be had for ever, without a word.
 */
final class TopicConsumer extends KafkaConsumer {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    private static final String NO_MAKING = "allow.auto.create.topics";

    private final KafkaEndpoint endpoint;
    private @Nullable ScheduledExecutorService watch;
    private boolean lost;

    TopicConsumer(KafkaEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        endpoint.getConfiguration().getAdditionalProperties().put(NO_MAKING, "false");
        askForTopic();
        super.doStart();
        lost = false;
        ScheduledExecutorService started = endpoint.getCamelContext()
                .getExecutorServiceManager()
                .newSingleThreadScheduledExecutor(this, "KafkaWatch");
        started.scheduleWithFixedDelay(this::look, PATIENCE.toSeconds(), BETWEEN_LOOKS.toSeconds(), TimeUnit.SECONDS);
        watch = started;
    }

    private void askForTopic() throws IOException {
        Properties properties = endpoint.getConfiguration().createConsumerProperties();
        properties.put(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                endpoint.getKafkaClientFactory().getBrokers(endpoint.getConfiguration()));
        String topic = endpoint.getConfiguration().getTopic();
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        current.setContextClassLoader(Consumer.class.getClassLoader());
        try (Consumer<?, ?> asking = endpoint.getKafkaClientFactory().getConsumer(properties)) {
            List<PartitionInfo> partitions = asking.partitionsFor(topic, PATIENCE);
            if (partitions == null || partitions.isEmpty()) {
                throw new IOException("the broker has no topic " + topic);
            }
        } finally {
            current.setContextClassLoader(before);
        }
    }

    private void look() {
        boolean ready = healthStates().stream().allMatch(TaskHealthState::isReady);
        if (!ready && lost) {
            LostServer.stop(this, new IOException("no broker is connected"));
        }
        lost = !ready;
    }

    @Override
    protected void doStop() throws Exception {
        if (watch != null) {
            watch.shutdownNow();
            watch = null;
        }
        super.doStop();
    }
}
