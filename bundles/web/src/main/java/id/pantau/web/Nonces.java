package id.pantau.web;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was used once and may not be used again for a while, by its owner; so many of one owner at a time. Thread-safe. */
final class Nonces {
    /** Of one owner. */
    static final int MOST = 10_000;

    private final Duration kept;
    private final Map<String, Map<String, Instant>> used = new HashMap<>();

    /** @param kept longer than a signature is valid */
    Nonces(Duration kept) {
        this.kept = kept;
    }

    enum Use {
        FIRST,
        AGAIN,
        TOO_MANY
    }

    /** @param owner of a bounded number */
    synchronized Use use(String owner, String nonce, Instant now) {
        Map<String, Instant> own = used.computeIfAbsent(owner, o -> new LinkedHashMap<>());
        own.values().removeIf(since -> since.isBefore(now.minus(kept)));
        if (own.containsKey(nonce)) {
            return Use.AGAIN;
        }
        if (own.size() >= MOST) {
            return Use.TOO_MANY;
        }
        own.put(nonce, now);
        return Use.FIRST;
    }
}
