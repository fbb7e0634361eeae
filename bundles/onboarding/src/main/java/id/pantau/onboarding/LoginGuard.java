package id.pantau.onboarding;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Keeps submissions from guessing a device's password, and from locking its account: one login at a time, and none for
 * a while after a few were refused, whoever sends them. The few let a partner correct a slip at once. In bounded memory, thread-safe.
 */
@Component(service = LoginGuard.class)
public final class LoginGuard {
    /** Cameras lock an account after five to seven refusals within half an hour. */
    static final int REFUSALS = 2;

    static final Duration PAUSE = Duration.ofMinutes(30);

    private static final int MAXIMUM = 10_000;

    private final Clock clock;
    private final Set<String> busy = new HashSet<>();
    private final Map<String, Refused> refused = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Refused> eldest) {
            return size() > MAXIMUM;
        }
    };

    @Activate
    public LoginGuard() {
        this(Clock.systemUTC());
    }

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
        Optional<Refused> recent = recent(device);
        if (recent.isPresent() && recent.get().count() >= REFUSALS) {
            return Optional.of(recent.get().last().plus(PAUSE));
        }
        busy.add(device);
        return Optional.empty();
    }

    synchronized void end(String device, boolean wasRefused) {
        if (wasRefused) {
            int before = recent(device).map(Refused::count).orElse(0);
            refused.put(device, new Refused(before + 1, clock.instant()));
        }
        busy.remove(device);
        notifyAll();
    }

    private Optional<Refused> recent(String device) {
        return Optional.ofNullable(refused.get(device))
                .filter(r -> clock.instant().isBefore(r.last().plus(PAUSE)));
    }

    private record Refused(int count, Instant last) {}
}
