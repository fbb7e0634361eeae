package id.pantau.rtsp.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Looks names up away from the event loops, since the system's look-up blocks. Its threads end when idle. */
final class NameResolver {
    private static final int THREADS = 2;
    private static final int MOST_WAITING = 1024;
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");

    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            THREADS, THREADS, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WAITING), NameResolver::thread);

    NameResolver() {
        executor.allowCoreThreadTimeOut(true);
    }

    /** Completes at once for a literal address, exceptionally for a name that is not known. */
    CompletableFuture<InetAddress> resolve(String host) {
        CompletableFuture<InetAddress> result = new CompletableFuture<>();
        if (host.startsWith("[") || IPV4.matcher(host).matches()) {
            lookUp(host, result);
            return result;
        }
        try {
            executor.execute(() -> lookUp(host, result));
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(e);
        }
        return result;
    }

    void close() {
        executor.shutdownNow();
    }

    private static void lookUp(String host, CompletableFuture<InetAddress> result) {
        try {
            result.complete(InetAddress.getByName(host));
        } catch (UnknownHostException | SecurityException e) {
            result.completeExceptionally(e);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "rtsp-names");
        thread.setDaemon(true);
        return thread;
    }
}
