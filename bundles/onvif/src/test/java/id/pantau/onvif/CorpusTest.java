package id.pantau.onvif;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import id.pantau.onvif.discovery.DiscoveryFuzz;
import id.pantau.onvif.http.HttpFuzz;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

@DisplayName("Bytes that were once found interesting, or fatal,")
class CorpusTest {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Map<String, Consumer<byte[]>> TARGETS = new LinkedHashMap<>();

    static {
        TARGETS.put("SoapFuzz", SoapFuzz::fuzzerTestOneInput);
        TARGETS.put("DiscoveryFuzz", DiscoveryFuzz::fuzzerTestOneInput);
        TARGETS.put("HttpFuzz", HttpFuzz::fuzzerTestOneInput);
    }

    @TestFactory
    @DisplayName("are read or refused, as are all that they begin with")
    Stream<DynamicTest> areReadOrRefused() {
        return TARGETS.entrySet().stream()
                .map(target -> DynamicTest.dynamicTest(
                        target.getKey(), () -> replay(files(target.getKey()), target.getValue())));
    }

    private static void replay(List<Path> files, Consumer<byte[]> target) throws IOException {
        assertFalse(files.isEmpty(), "a corpus is kept");
        for (Path file : files) {
            byte[] input = Files.readAllBytes(file);
            assertTimeoutPreemptively(LONGEST, () -> target.accept(input), file.toString());
            for (int cut = 0; cut < Math.min(input.length, 200); cut++) {
                target.accept(Arrays.copyOf(input, cut));
            }
        }
    }

    private static List<Path> files(String target) throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(CorpusTest.class.getResource("/fuzz/" + target))
                .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
