package id.pantau.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts login attempts in a bounded memory. Whoever guesses at a name locks their own network out of it, not its owner:
 * over all networks together, guessing is slowed and never stopped, and a network that the name logged in from lately is
 * not even slowed. Thread-safe.
 */
final class LoginThrottle {
    static final Duration WINDOW = Duration.ofMinutes(5);

    /** Of one client, at all names. */
    static final int PER_CLIENT = 30;

    /** Of one network, at one name. */
    static final int PER_NAME = 10;

    /** Of all strange networks together, at one name, before it gets slow. */
    static final int PER_NAME_OF_STRANGERS = 50;

    static final Duration SLOW = Duration.ofSeconds(5);
    private static final Duration FAMILIAR = Duration.ofDays(7);
    private static final int MAXIMUM_KEYS = 10_000;
    private static final int LONGEST_NAME = 64;

    private final Clock clock;
    private final Map<String, Attempts> clients = bounded();
    private final Map<String, Attempts> names = bounded();
    private final Map<String, Attempts> strangers = bounded();
    private final Map<String, Instant> familiar = bounded();

    LoginThrottle(Clock clock) {
        this.clock = clock;
    }

    /**
     * Counts a client's attempt at any name.
     *
     * @return how long to wait, when there were too many; empty when the attempt may go on
     */
    synchronized Optional<Duration> attempt(String client) {
        return count(clients, ClientNetwork.narrow(client), PER_CLIENT);
    }

    /** Counts a client's attempt at that name; answers as {@link #attempt(String)} does. */
    synchronized Optional<Duration> attempt(String client, String name) {
        String pair = pair(client, name);
        Optional<Duration> wait = count(names, pair, PER_NAME);
        return wait.isPresent() || isFamiliar(pair) ? wait : slow(key(name));
    }

    /** Forgets the attempts at the name from there, and this one of the client's: it came with the right password. */
    synchronized void succeeded(String client, String name) {
        String pair = pair(client, name);
        names.remove(pair);
        familiar.put(pair, clock.instant());
        forget(client);
    }

    /** Forgets this attempt of the client's: it was not read. */
    synchronized void forget(String client) {
        clients.computeIfPresent(
                ClientNetwork.narrow(client),
                (n, a) -> new Attempts(a.since(), Math.max(0, a.count() - 1), a.newest()));
    }

    private boolean isFamiliar(String pair) {
        Instant last = familiar.get(pair);
        return last != null && clock.instant().isBefore(last.plus(FAMILIAR));
    }

    private Optional<Duration> count(Map<String, Attempts> map, String key, int limit) {
        Instant now = clock.instant();
        Attempts attempts = current(map, key, now);
        if (attempts.count() >= limit) {
            return Optional.of(Duration.between(now, attempts.since().plus(WINDOW)));
        }
        map.put(key, attempts.another(now));
        return Optional.empty();
    }

    private Optional<Duration> slow(String name) {
        Instant now = clock.instant();
        Attempts attempts = current(strangers, name, now);
        Instant next = attempts.newest().plus(SLOW);
        if (attempts.count() >= PER_NAME_OF_STRANGERS && now.isBefore(next)) {
            return Optional.of(Duration.between(now, next));
        }
        strangers.put(name, attempts.another(now));
        return Optional.empty();
    }

    private static Attempts current(Map<String, Attempts> map, String key, Instant now) {
        Attempts attempts = map.get(key);
        return attempts == null || !now.isBefore(attempts.since().plus(WINDOW)) ? new Attempts(now, 0, now) : attempts;
    }

    private static String pair(String client, String name) {
        return ClientNetwork.wide(client) + " " + key(name);
    }

    private static String key(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }

    private static <V> Map<String, V> bounded() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > MAXIMUM_KEYS;
            }
        };
    }

    private record Attempts(Instant since, int count, Instant newest) {
        Attempts another(Instant now) {
            return new Attempts(since, count + 1, now);
        }
    }
}
