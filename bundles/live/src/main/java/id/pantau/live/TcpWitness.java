package id.pantau.live;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects to devices and hangs up again. Who has too much to see has seen nothing. */
final class TcpWitness implements Witness, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TcpWitness.class);
    private static final int PATIENCE_MILLIS = 1000;
    private static final int MOST_WAITING = 64;
    private static final List<Integer> STANDARD_PORTS = List.of(554, 80);

    private final ThreadPoolExecutor executor =
            new ThreadPoolExecutor(2, 2, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), task -> {
                Thread thread = new Thread(task, "pantau-live-witness");
                thread.setDaemon(true);
                thread.setContextClassLoader(TcpWitness.class.getClassLoader());
                return thread;
            });

    TcpWitness() {
        executor.allowCoreThreadTimeOut(true);
    }

    @Override
    public void ifReachable(String device, Runnable then) {
        try {
            executor.execute(() -> {
                if (isReachable(device)) {
                    then.run();
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("Nobody looked whether {} is there", device);
        }
    }

    private static boolean isReachable(String device) {
        int colon = device.lastIndexOf(':');
        int port = Integer.parseInt(device.substring(colon + 1));
        String host = device.substring(0, colon);
        return (port == 0 ? STANDARD_PORTS : List.of(port)).stream().anyMatch(each -> accepts(host, each));
    }

    private static boolean accepts(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
