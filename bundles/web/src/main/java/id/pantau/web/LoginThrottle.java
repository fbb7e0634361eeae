package id.pantau.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Counts login attempts per client and per name, in a bounded memory. Thread-safe. */
final class LoginThrottle {
    static final Duration WINDOW = Duration.ofMinutes(5);
    static final int PER_NAME = 10;
    static final int PER_CLIENT = 30;
    private static final int MAXIMUM_KEYS = 10_000;

    private final Clock clock;
    private final Map<String, Attempts> names = bounded();
    private final Map<String, Attempts> clients = bounded();

    LoginThrottle(Clock clock) {
        this.clock = clock;
    }

    /**
     * Counts an attempt.
     *
     * @return how long to wait, when there were too many; empty when the attempt may go on
     */
    synchronized Optional<Duration> attempt(String client, String name) {
        Optional<Duration> wait = count(clients, network(client), PER_CLIENT);
        return wait.isPresent() ? wait : count(names, name, PER_NAME);
    }

    /** Forgets the name's attempts, and this one of the client's: it came with the right password. */
    synchronized void succeeded(String client, String name) {
        names.remove(name);
        clients.computeIfPresent(network(client), (n, a) -> new Attempts(a.since(), Math.max(0, a.count() - 1)));
    }

    private Optional<Duration> count(Map<String, Attempts> map, String key, int limit) {
        Instant now = clock.instant();
        Attempts attempts = map.get(key);
        if (attempts == null || !now.isBefore(attempts.since().plus(WINDOW))) {
            attempts = new Attempts(now, 0);
        }
        if (attempts.count() >= limit) {
            return Optional.of(Duration.between(now, attempts.since().plus(WINDOW)));
        }
        map.put(key, new Attempts(attempts.since(), attempts.count() + 1));
        return Optional.empty();
    }

    /** One household has one IPv4 address, but at least a /64 of IPv6 addresses. */
    private static String network(String client) {
        if (client.indexOf(':') < 0) {
            return client;
        }
        String[] groups = client.split(":", -1);
        return String.join(":", Arrays.copyOf(groups, Math.min(4, groups.length)));
    }

    private static Map<String, Attempts> bounded() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Attempts> eldest) {
                return size() > MAXIMUM_KEYS;
            }
        };
    }

    private record Attempts(Instant since, int count) {}
}
