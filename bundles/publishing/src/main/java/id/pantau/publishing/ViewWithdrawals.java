package id.pantau.publishing;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts withdrawals for a changed view into the store, one after the other, on a thread that no policy can hold up. As many
 * wait as changes were stored meanwhile, of which there is one for each camera until a person approves it again.
 */
final class ViewWithdrawals implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ViewWithdrawals.class);

    private final Consumer<String> settle;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
                Thread worker = new Thread(work, "pantau-publishing-views");
                worker.setContextClassLoader(ViewWithdrawals.class.getClassLoader());
                worker.setDaemon(true);
                return worker;
            },
            new ThreadPoolExecutor.DiscardPolicy());

    ViewWithdrawals(Consumer<String> settle) {
        this.settle = settle;
        thread.allowCoreThreadTimeOut(true);
    }

    void add(String camera) {
        thread.execute(() -> {
            try {
                settle.accept(camera);
            } catch (RuntimeException e) {
                LOG.error("Camera {} could not be withdrawn for its view; the next review tries again", camera, e);
            }
        });
    }

    /** What waits is still stored: an interruption would do that no good. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
