package id.pantau.rtsp;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Debian's Chromium, without a window. */
public final class Chromium {
    private Chromium() {}

    /**
     * Starts it.
     *
     * @param profile a folder, in which its helpers may write a while longer than it runs
     * @param how options beside those that every test needs
     */
    public static Process open(String url, Path profile, String... how) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "/usr/bin/chromium",
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile));
        command.addAll(List.of(how));
        command.add(url);
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
