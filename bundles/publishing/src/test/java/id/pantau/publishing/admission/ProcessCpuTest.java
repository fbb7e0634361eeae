package id.pantau.publishing.admission;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The process's share of the processors")
final class ProcessCpuTest {
    @Test
    @DisplayName("is more while one is busy than nothing, and never more than all of them")
    void busy() {
        ProcessCpu cpu = new ProcessCpu();
        await().pollInSameThread().until(() -> {
            long end = System.nanoTime() + 200_000_000;
            long spun = 0;
            while (System.nanoTime() < end) {
                spun++;
            }
            double share = cpu.getAsDouble();
            assertTrue(share <= 1 && spun > 0, "share " + share);
            // an eighth of a processor, on a machine that others may be using too
            return share > 0.5 / Runtime.getRuntime().availableProcessors() / 4;
        });
    }
}
