package id.pantau.onvif;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Credentials;
import id.pantau.tck.vendor.OnvifCamera;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The example in the README")
class ReadmeTest {
    private static final Pattern EXAMPLE =
            Pattern.compile("```java\n(.*?public final class (\\w+) .*?)```", Pattern.DOTALL);
    private static final int MOST_LINES = 20;

    @TempDir
    Path folder;

    @Test
    @DisplayName("is short, compiles as it stands, and shows a camera's streams and what it notices")
    void shows() throws Exception {
        Matcher example = EXAMPLE.matcher(Files.readString(Path.of("README.md")));
        assertTrue(example.find(), "the README has an example");
        long lines = example.group(1)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("import "))
                .count();
        assertTrue(lines <= MOST_LINES, "the example has " + lines + " lines");
        Path source = Files.writeString(folder.resolve(example.group(2) + ".java"), example.group(1));
        try (OnvifCamera camera = new OnvifCamera(new Credentials("operator", "pass"))) {
            camera.notice("tns1:VideoSource/MotionAlarm", "Source=vs1", "State=true");
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            source.toString(),
                            camera.endpoint().toString(),
                            "operator",
                            "pass")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, process.waitFor(), said);
            assertTrue(said.contains("rtsp://127.0.0.1:"), said);
            assertTrue(said.contains("\"State\":true"), said);
        }
    }
}
