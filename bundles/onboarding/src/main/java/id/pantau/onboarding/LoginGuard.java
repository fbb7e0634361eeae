package id.pantau.onboarding;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps submissions from guessing a device's password, and from locking its account: one login at a time, and none for
 * some minutes after one that was refused, whoever sends them. In bounded memory, thread-safe.
 */
final class LoginGuard {
    /** Cameras lock an account for half an hour after five to seven refusals. */
    static final Duration PAUSE = Duration.ofMinutes(10);

    private static final int MAXIMUM = 10_000;

    private final Clock clock;
    private final Set<String> busy = new HashSet<>();
    private final Map<String, Instant> refused = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MAXIMUM;
        }
    };

    LoginGuard(Clock clock) {
        this.clock = clock;
    }

    /**
     * Waits for the login that somebody else is doing there, and begins one, to be ended by {@link #end}.
     *
     * @param device host and port
     * @return when to come back, if now is too early: nothing is begun then
     */
    synchronized Optional<Instant> begin(String device) throws InterruptedException {
        while (busy.contains(device)) {
            wait();
        }
        Instant last = refused.get(device);
        if (last != null && clock.instant().isBefore(last.plus(PAUSE))) {
            return Optional.of(last.plus(PAUSE));
        }
        refused.remove(device);
        busy.add(device);
        return Optional.empty();
    }

    synchronized void end(String device, boolean wasRefused) {
        if (wasRefused) {
            refused.put(device, clock.instant());
        }
        busy.remove(device);
        notifyAll();
    }
}
