package id.pantau.onboarding;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The queue of cameras to be probed")
class ProbeQueueTest {

    @Test
    @DisplayName("lets a partner with many dead cameras keep another waiting for one turn only")
    void turns() {
        List<String> probed = new CopyOnWriteArrayList<>();
        try (ProbeQueue queue = new ProbeQueue(1, probed::add)) {
            for (int i = 0; i < 200; i++) {
                queue.offer("bank", "bank-" + i);
            }
            queue.offer("hotel", "hotel-0");
            queue.start();
            await().until(() -> probed.size() == 201);
        }
        assertTrue(probed.indexOf("hotel-0") <= 1, "probed before it: " + probed.indexOf("hotel-0"));
    }
}
