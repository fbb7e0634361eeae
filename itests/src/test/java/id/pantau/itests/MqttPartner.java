package id.pantau.itests;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/** A partner with a broker of MQTT 5 that nobody here wrote, at which it submits and hears of its receipts. */
final class MqttPartner implements AutoCloseable {
    /** The receipts that came. */
    final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    private final String topic;
    private final int port = Container.freePort();
    private final EmbeddedActiveMQ broker;
    private final MqttClient client;

    MqttPartner(String partner) throws Exception {
        topic = "pantau/partners/" + partner + "/";
        broker = new EmbeddedActiveMQ()
                .setConfiguration(new ConfigurationImpl()
                        .setPersistenceEnabled(false)
                        .setSecurityEnabled(false)
                        .addAcceptorConfiguration("mqtt", "tcp://127.0.0.1:" + port + "?protocols=MQTT"))
                .start();
        client = new MqttClient("tcp://127.0.0.1:" + port, "port", new MemoryPersistence());
        client.setCallback(new Told(told));
        client.connect();
        client.subscribe(topic + "receipts", 1);
    }

    /** What the partner's file says of it, but for the format. */
    String[] door(String format) {
        return new String[] {"door = mqtt", "server = 127.0.0.1:" + port, "tls = false", "format = " + format};
    }

    void submit(String text) throws MqttException {
        client.publish(topic + "cameras", text.getBytes(StandardCharsets.UTF_8), 1, false);
    }

    /** Whether what is submitted is kept for somebody. */
    boolean isHeard() {
        return Arrays.stream(
                        broker.getActiveMQServer().getActiveMQServerControl().getQueueNames())
                .anyMatch(queue -> queue.endsWith(topic.replace('/', '.') + "cameras"));
    }

    /** What the broker has, in its own words. */
    String state() throws Exception {
        var control = broker.getActiveMQServer().getActiveMQServerControl();
        return "%s%n%s%n%s"
                .formatted(
                        control.listConnectionsAsJSON(),
                        control.listAllConsumersAsJSON(),
                        control.listQueues("", 1, 50));
    }

    @Override
    public void close() throws Exception {
        client.disconnect();
        client.close();
        broker.stop();
    }
}
