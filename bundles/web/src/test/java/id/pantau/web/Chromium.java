package id.pantau.web;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Debian's Chromium, without a window. */
final class Chromium {
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");

    private Chromium() {}

    /** Skips the test, naming the Debian package, when it is absent; where peers are required the test goes on, and fails. */
    static void need() {
        boolean required = "true".equals(System.getenv("PANTAU_REQUIRE_PEERS"));
        assumeTrue(required || Files.isExecutable(PROGRAM), "needs the Debian package chromium");
    }

    /**
     * Starts it.
     *
     * @param profile an empty folder, in which its helpers may write a while longer than it runs
     * @param how options beside those that every test needs
     */
    static Process open(String url, Path profile, String... how) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                PROGRAM.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile));
        command.addAll(List.of(how));
        command.add(url);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Ends it and its helpers. */
    static void end(Process browser) throws InterruptedException {
        browser.descendants().forEach(ProcessHandle::destroy);
        browser.destroy();
        browser.waitFor(20, TimeUnit.SECONDS);
    }

    /** The page as its scripts have made it after {@code millis} of its own time. */
    static String page(String url, Path profile, int millis) throws IOException {
        Process browser = open(url, profile, "--virtual-time-budget=" + millis, "--dump-dom");
        return new String(browser.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
