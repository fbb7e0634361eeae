package id.pantau.tck.vendor;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Bytes that were once found interesting, or fatal: what a fuzzer begins with, replayed by a test. */
public final class Corpus {
    private static final int MOST_CUTS = 400;

    private Corpus() {}

    /**
     * Gives the target every file of {@code /fuzz/NAME}, where NAME is the target's class, and what each begins with.
     *
     * @param fuzz the class of the target, which must have the folder beside it
     */
    public static void replay(Class<?> fuzz, Consumer<byte[]> target) throws IOException, URISyntaxException {
        List<Path> files = files(fuzz);
        assertFalse(files.isEmpty(), "a corpus is kept");
        for (Path file : files) {
            byte[] input = Files.readAllBytes(file);
            target.accept(input);
            for (int cut = 0; cut < Math.min(input.length, MOST_CUTS); cut++) {
                target.accept(Arrays.copyOf(input, cut));
            }
        }
    }

    private static List<Path> files(Class<?> fuzz) throws IOException, URISyntaxException {
        String folder = "/fuzz/" + fuzz.getSimpleName();
        try (Stream<Path> files = Files.list(
                Path.of(Objects.requireNonNull(fuzz.getResource(folder), folder).toURI()))) {
            return files.sorted().toList();
        }
    }
}
