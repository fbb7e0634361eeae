package id.pantau.recording;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What is recorded, where, and for how long.
 *
 * @param cameras ids, or {@value #EVERY} for all
 */
record RecordingSettings(Set<String> cameras, Duration retention, String storage) {
    static final String EVERY = "*";

    static RecordingSettings of(RecordingConfig config) {
        return new RecordingSettings(
                entries(Stream.of(config.cameras())),
                Duration.ofDays(config.days()),
                config.storage().strip());
    }

    /** The entries of values that may each hold several, separated by commas. */
    static Set<String> entries(Stream<String> values) {
        Set<String> entries = new TreeSet<>();
        values.flatMap(value -> Stream.of(value.split(",", -1)))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .forEach(entries::add);
        return entries;
    }

    boolean records(String camera) {
        return cameras.contains(camera) || cameras.contains(EVERY);
    }
}
