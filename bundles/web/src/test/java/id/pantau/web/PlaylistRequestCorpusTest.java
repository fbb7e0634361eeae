package id.pantau.web;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Playlist requests that were once found interesting, or fatal,")
final class PlaylistRequestCorpusTest {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    @Test
    @DisplayName("are read or refused, as are all that they begin with")
    void areReadOrRefused() throws Exception {
        List<Path> files = files();
        assertFalse(files.isEmpty(), "a corpus is kept");
        for (Path file : files) {
            byte[] input = Files.readAllBytes(file);
            assertTimeoutPreemptively(LONGEST, () -> PlaylistRequestFuzz.fuzzerTestOneInput(input), file.toString());
            for (int cut = 0; cut < input.length; cut++) {
                PlaylistRequestFuzz.fuzzerTestOneInput(Arrays.copyOf(input, cut));
            }
        }
    }

    private static List<Path> files() throws IOException, java.net.URISyntaxException {
        Path folder =
                Path.of(Objects.requireNonNull(PlaylistRequestCorpusTest.class.getResource("/fuzz/PlaylistRequestFuzz"))
                        .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
