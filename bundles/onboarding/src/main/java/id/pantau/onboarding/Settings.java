package id.pantau.onboarding;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** What the configuration means. */
record Settings(Networks networks, int probeThreads, String inbox, Duration poll, Duration quiet, Limits limits) {

    /** @throws IllegalArgumentException naming the key that is wrong */
    static Settings of(OnboardingConfig config) {
        return new Settings(
                new Networks(list(config.networks()), list(config.refusedPorts())),
                config.probeThreads(),
                config.inbox().strip(),
                Duration.ofSeconds(config.pollSeconds()),
                Duration.ofSeconds(config.quietSeconds()),
                new Limits(config.mostMegabytes() << 20, config.mostRows()));
    }

    /** A list from a .cfg file arrives as one text with commas. */
    static List<String> list(String... values) {
        return Arrays.stream(values)
                .flatMap(v -> Arrays.stream(v.split(",", -1)))
                .map(String::strip)
                .filter(v -> !v.isEmpty())
                .toList();
    }
}
