package id.pantau.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.OnboardingRow;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A registry on H2 whose process is killed")
class KillTest {
    private static final int ROUNDS = 4;

    @TempDir
    Path state;

    @Test
    @DisplayName("has everything that it acknowledged, once, with both rows")
    void killed() throws Exception {
        List<String> kept = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            kept.addAll(writeUntilKilled(round, 30 + 20 * round));
            Registry registry = new Registry(DatabaseKind.h2(state), state);
            Map<String, Long> rows = registry.submissions.rows().stream()
                    .collect(Collectors.groupingBy(OnboardingRow::submission, Collectors.counting()));
            List<String> lost = kept.stream()
                    .filter(name -> rows.getOrDefault(name, 0L) != 2)
                    .toList();
            assertEquals(List.of(), lost, "round " + round + " of " + kept.size() + " acknowledged");
            OnboardingRow any = registry.submissions.rows().get(0);
            assertEquals(Registry.LOGIN, registry.submissions.credentials(any.id()));
        }
    }

    private List<String> writeUntilKilled(int round, int acknowledgements) throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AcknowledgingWriter.class.getName(),
                        state.toString(),
                        "round" + round)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> kept = new ArrayList<>();
        try (BufferedReader out = writer.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith("kept ")) {
                    kept.add(line.substring(5));
                }
                if (kept.size() == acknowledgements) {
                    writer.toHandle().destroyForcibly();
                }
            }
        } finally {
            writer.destroyForcibly();
        }
        assertTrue(writer.waitFor(30, TimeUnit.SECONDS), "the killed process ends");
        assertTrue(kept.size() >= acknowledgements, "the writer worked until it was killed");
        return kept;
    }
}
