package id.pantau.vision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What workers cost, as the operating system counts it. Not thread-safe. */
final class WorkerMeter {
    private static final String RESIDENT = "VmRSS:";

    private long process;
    private Duration counted = Duration.ZERO;

    /** CPU time of the process since it was asked last; nothing of what it took to start. */
    Duration cpuSince(ProcessHandle worker) {
        Duration total = worker.info().totalCpuDuration().orElse(Duration.ZERO);
        Duration spent = worker.pid() == process ? total.minus(counted) : Duration.ZERO;
        process = worker.pid();
        counted = total;
        return spent.isNegative() ? Duration.ZERO : spent;
    }

    /** Memory that is resident, in bytes; 0 where the system does not say, or the process is gone. See proc(5). */
    static long residentBytes(ProcessHandle worker) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(worker.pid()), "status")).stream()
                    .filter(line -> line.startsWith(RESIDENT))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
