package id.pantau.vendor.push;

import id.pantau.rtsp.server.ServerLoop;
import id.pantau.vendor.push.Connection.Transport;
import id.pantau.vendor.push.Publication.Protocol;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes streams from who has their keys, and serves them on loopback; all on one thread. Thread-safe. */
@Component(service = Push.class, immediate = true, configurationPid = "id.pantau.vendor.push")
@Designate(ocd = PushConfiguration.class)
public final class Push {
    private static final Logger LOG = LoggerFactory.getLogger(Push.class);
    private static final int MOST_READERS = 4096;

    private final Keys keys;
    private final ServerLoop loop;
    private final Publications publications;
    private final List<Door> doors = new ArrayList<>();
    private final Map<Protocol, InetSocketAddress> entrances = new EnumMap<>(Protocol.class);
    private final Door readers;
    private @Nullable TlsTransport tls;

    @Activate
    public Push(PushConfiguration configuration, BundleContext context, @Reference Herald herald) throws IOException {
        this(configuration, stateFolder(context), herald::tell);
    }

    /**
     * @param state the container's state folder
     * @param onUnread told name and address of a stream that waits for its reader, on the loop; must not block
     * @throws IOException when the keys cannot be read, or the platform's own port is taken
     */
    Push(PushConfiguration configuration, Path state, BiConsumer<String, URI> onUnread) throws IOException {
        keys = new Keys(new KeyFile(state));
        loop = ServerLoop.start("push");
        publications = new Publications(
                keys,
                new Attempts(System::nanoTime),
                name -> onUnread.accept(name, address(name)),
                (delay, task) -> loop.schedule(System.nanoTime() + delay.toNanos(), task));
        try {
            InetAddress loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
            readers = Door.open(
                    loop,
                    new InetSocketAddress(loopback, configuration.readerPort()),
                    MOST_READERS,
                    MOST_READERS,
                    Transport.PLAIN,
                    connection -> new Outlet(connection, publications));
            doors.add(readers);
            listen(configuration, Protocol.RTSP, configuration.rtspPort(), Transport.PLAIN);
            listen(configuration, Protocol.RTMP, configuration.rtmpPort(), Transport.PLAIN);
            if (!configuration.keyStore().isEmpty()) {
                listenUnderTls(configuration);
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void listenUnderTls(PushConfiguration configuration) throws IOException {
        TlsTransport transport;
        try {
            transport = new TlsTransport(Path.of(configuration.keyStore()), configuration.keyStorePassword());
        } catch (IOException e) {
            LOG.error("no RTSPS and no RTMPS sources: {}", e.getMessage());
            return;
        }
        tls = transport;
        listen(configuration, Protocol.RTSPS, configuration.rtspsPort(), transport);
        listen(configuration, Protocol.RTMPS, configuration.rtmpsPort(), transport);
    }

    /** A port that is taken is reported and left out; what comes by another protocol is served. */
    private void listen(PushConfiguration configuration, Protocol protocol, int port, Transport transport)
            throws IOException {
        if (port == 0) {
            return;
        }
        InetAddress address = InetAddress.getByName(configuration.address());
        try {
            Door door = Door.open(
                    loop,
                    new InetSocketAddress(address, port),
                    configuration.mostConnections(),
                    configuration.mostConnectionsPerAddress(),
                    transport,
                    connection -> speaker(protocol, connection));
            doors.add(door);
            entrances.put(protocol, door.address());
            LOG.info(
                    "{} sources may come to {}:{}",
                    protocol,
                    address.getHostAddress(),
                    door.address().getPort());
        } catch (IOException e) {
            LOG.error("no {} sources: {}", protocol, e.getMessage());
        }
    }

    private Connection.Side speaker(Protocol protocol, Connection connection) {
        return switch (protocol) {
            case RTSP, RTSPS -> new RtspPublisher(protocol, connection, publications);
            case RTMP, RTMPS -> new RtmpPublisher(protocol, connection, publications);
        };
    }

    /** Ends every stream and connection. */
    @Deactivate
    void close() {
        try {
            onLoop(() -> {
                publications.endAll();
                doors.forEach(Door::close);
                return true;
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("the loop has ended: {}", e.getMessage());
        }
        loop.close();
        if (tls != null) {
            tls.close();
        }
    }

    /**
     * A stream that has a key.
     *
     * @param sending what is being sent now, if anything
     */
    public record Stream(String name, Optional<Sending> sending) {}

    /**
     * Who sends a stream.
     *
     * @param protocol {@code RTSP} or {@code RTMP}, or one of them under TLS: {@code RTSPS}, {@code RTMPS}
     * @param from an IP address
     * @param codec {@code H264} or {@code H265}, empty until it is known
     */
    public record Sending(String protocol, String from, Instant since, String codec, long bitsPerSecond) {}

    /** Every stream that has a key, by name. */
    public List<Stream> streams() {
        return onLoop(() -> keys.all().stream()
                .map(name -> new Stream(name, publications.find(name).map(stream -> stream.sending(System.nanoTime()))))
                .toList());
    }

    /** The address at which the platform finds a stream; it is the same as long as the reader port is. */
    public URI address(String name) {
        return URI.create("rtsp://127.0.0.1:" + readers.address().getPort() + "/" + name);
    }

    /** Whether that is the address of a stream that nobody sends now. */
    boolean isDark(URI address) {
        return address.getPort() == readers.address().getPort()
                && onLoop(() -> publications
                        .find(address.getPath().substring(1))
                        .flatMap(Publication::video)
                        .isEmpty());
    }

    /**
     * A new key for a stream: the only time that it is told. One that it had is void when this returns, and who sends with it
     * is disconnected.
     *
     * @throws IllegalArgumentException when that is no name for a stream
     * @throws IOException when the key cannot be written down; then nothing has changed
     */
    public String newKey(String name) throws IOException {
        String key = keys.make(name);
        disconnect(name, "it has a new key");
        return key;
    }

    /**
     * Ends a stream's key, and who sends with it is disconnected.
     *
     * @return false when it had none
     * @throws IOException when that cannot be written down; until the next start the key is void all the same
     */
    public boolean revoke(String name) throws IOException {
        try {
            return keys.revoke(name);
        } finally {
            disconnect(name, "its key is revoked");
        }
    }

    /** Where sources of that kind come to; empty when none may. */
    Optional<InetSocketAddress> entrance(Protocol protocol) {
        return Optional.ofNullable(entrances.get(protocol));
    }

    private void disconnect(String name, String why) {
        onLoop(() -> {
            publications.end(name, why);
            return true;
        });
    }

    private <T> T onLoop(Callable<T> task) {
        try {
            return loop.call(task);
        } catch (IOException e) {
            throw new IllegalStateException("nothing of this does I/O", e);
        }
    }

    private static Path stateFolder(BundleContext context) {
        String state = context.getProperty("pantau.state");
        if (state == null) {
            throw new IllegalStateException("the property pantau.state, the container's state folder, is not set");
        }
        return Path.of(state);
    }
}
