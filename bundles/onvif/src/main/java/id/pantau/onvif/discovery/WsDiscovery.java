package id.pantau.onvif.discovery;

import id.pantau.onvif.xml.XmlException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Looks for devices: by multicast on every network card, or by asking single addresses, since multicast crosses no
 * router. Whoever answers is reported once, on the caller's thread. Answers to nobody's question, and what is no answer,
 * are passed over.
 */
public final class WsDiscovery {
    /** Where devices listen. */
    public static final int PORT = 3702;
    /** Addresses that one search asks at most. */
    public static final int MAX_TARGETS = 65_536;
    /** Devices that one search reports at most. */
    public static final int MAX_DEVICES = 10_000;

    private static final String GROUP = "239.255.255.250";
    private static final int MAX_DATAGRAM = 65_536;
    private static final int PER_ROUND = 16;
    private static final int ROUND_MILLIS = 10;
    private static final List<String> TYPES = List.of("dn:NetworkVideoTransmitter", "tds:Device");

    private final List<DatagramChannel> channels;
    private final Queue<Runnable> questions = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final List<byte[]> probes = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private final ByteBuffer datagram = ByteBuffer.allocate(MAX_DATAGRAM);

    private WsDiscovery(List<DatagramChannel> channels) {
        this.channels = channels;
        for (String type : TYPES) {
            String id = "urn:uuid:" + UUID.randomUUID();
            asked.add(id);
            probes.add(ProbeMessage.write(id, type));
        }
    }

    /**
     * Asks everybody on the networks at hand.
     *
     * @param patience for answers
     */
    public static void multicast(Duration patience, Consumer<DiscoveredDevice> found)
            throws IOException, InterruptedException {
        List<DatagramChannel> channels = new ArrayList<>();
        try {
            for (NetworkInterface card : NetworkInterface.networkInterfaces().toList()) {
                for (InetAddress address : card.inetAddresses().toList()) {
                    if (card.isUp()
                            && !card.isLoopback()
                            && card.supportsMulticast()
                            && address.getAddress().length == 4) {
                        channels.add(channel(new InetSocketAddress(address, 0)));
                    }
                }
            }
            WsDiscovery discovery = new WsDiscovery(channels);
            InetSocketAddress group = new InetSocketAddress(InetAddress.getByName(GROUP), PORT);
            channels.forEach(channel -> discovery.ask(channel, group));
            discovery.listen(patience, found);
        } finally {
            close(channels);
        }
    }

    /**
     * Asks single addresses, at most {@value #MAX_TARGETS}.
     *
     * @param patience for answers, from the first question on; questions go out at about 1,500 a second
     */
    public static void unicast(
            Collection<InetSocketAddress> targets, Duration patience, Consumer<DiscoveredDevice> found)
            throws IOException, InterruptedException {
        if (targets.size() > MAX_TARGETS) {
            throw new IllegalArgumentException(
                    targets.size() + " addresses; at most " + MAX_TARGETS + " in one search");
        }
        List<DatagramChannel> channels = new ArrayList<>();
        try {
            channels.add(channel(new InetSocketAddress(0)));
            WsDiscovery discovery = new WsDiscovery(channels);
            targets.forEach(target -> discovery.ask(channels.get(0), target));
            discovery.listen(patience, found);
        } finally {
            close(channels);
        }
    }

    private static DatagramChannel channel(InetSocketAddress local) throws IOException {
        DatagramChannel channel = DatagramChannel.open(java.net.StandardProtocolFamily.INET);
        try {
            channel.configureBlocking(false);
            channel.bind(local);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private void ask(DatagramChannel channel, InetSocketAddress target) {
        for (byte[] probe : probes) {
            questions.add(() -> send(channel, probe, target));
        }
    }

    private static void send(DatagramChannel channel, byte[] probe, InetSocketAddress target) {
        try {
            channel.send(ByteBuffer.wrap(probe), target);
        } catch (IOException e) {
            // no way to that address from here; the others are asked all the same
            return;
        }
    }

    private void listen(Duration patience, Consumer<DiscoveredDevice> found) throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        try (Selector selector = Selector.open()) {
            for (DatagramChannel channel : channels) {
                channel.register(selector, SelectionKey.OP_READ);
            }
            for (long left = patience.toNanos(); left > 0; left = end - System.nanoTime()) {
                for (int i = 0; i < PER_ROUND && !questions.isEmpty(); i++) {
                    questions.remove().run();
                }
                long wait = questions.isEmpty() ? left / 1_000_000 + 1 : ROUND_MILLIS;
                selector.select(key -> receive((DatagramChannel) key.channel(), found), wait);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            throw new InterruptedException();
        }
    }

    private void receive(DatagramChannel channel, Consumer<DiscoveredDevice> found) {
        try {
            datagram.clear();
            InetSocketAddress from = (InetSocketAddress) channel.receive(datagram);
            if (from == null) {
                return;
            }
            byte[] message = new byte[datagram.flip().remaining()];
            datagram.get(message);
            for (DiscoveredDevice device : ProbeMessage.read(message, from.getAddress(), asked)) {
                if (known.size() < MAX_DEVICES && known.add(device.reference() + " " + from.getAddress())) {
                    found.accept(device);
                }
            }
        } catch (XmlException e) {
            // whatever that was, it is no answer
            return;
        } catch (IOException e) {
            // an unreachable address reported back; the socket goes on
            return;
        }
    }

    private static void close(List<DatagramChannel> channels) throws IOException {
        for (DatagramChannel channel : channels) {
            channel.close();
        }
    }
}
