package id.pantau.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A driver's threads")
class DriverThreadsTest {
    @Test
    @DisplayName("are below no group that may end before them")
    void outlive() throws Exception {
        DriverThreads threads = new DriverThreads();
        AtomicReference<ThreadPoolExecutor> made = new AtomicReference<>();
        Thread passing = new Thread(new ThreadGroup("passing"), () -> made.set(threads.pool("acme")));
        passing.start();
        passing.join();
        ThreadPoolExecutor pool = made.get();
        try {
            ThreadGroup group =
                    pool.submit(() -> Thread.currentThread().getThreadGroup()).get();
            assertEquals("pantau-driver-acme", group.getName());
            assertNull(group.getParent().getParent());
        } finally {
            pool.shutdownNow();
        }
    }
}
