package id.pantau.alerts;

import id.pantau.alerts.City.Look;
import id.pantau.alerts.Digest.Change;
import id.pantau.alerts.Digest.Item;
import id.pantau.alerts.Digest.Kind;
import id.pantau.alerts.Sighting.Key;
import id.pantau.model.CameraState;
import id.pantau.model.Reason;
import id.pantau.model.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people were told of each camera, beside what is so. A message is the difference: therefore nothing piles up while
 * none can be sent, what came and went between two messages needs no words, and the cameras are the bound. Not
 * thread-safe.
 *
 * <p>Trouble is told once it, or other trouble, has lasted for a grouping time, together with all the other trouble there is
 * then. That something is over, or is now wrong for another reason, is told once it has lasted for three, together with what
 * has lasted for two; a camera that comes and goes faster than that is told once.
 */
final class Ledger {
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private final String alert;
    private final Scope scope;
    private final Set<Reason> urgent;
    private final Duration group;
    private final Map<Key, Standing> standings = new HashMap<>();

    /** @param group how long trouble is collected */
    Ledger(String alert, Scope scope, Set<Reason> urgent, Duration group) {
        this.alert = alert;
        this.scope = scope;
        this.urgent = urgent;
        this.group = group;
    }

    /** What is kept of one camera in one respect; {@code null} means that nothing was wrong. */
    private static final class Standing {
        private @Nullable CameraState told;
        private @Nullable CameraState held;
        private @Nullable Sighting now;
        /** Since when what is so differs from what was told. */
        private @Nullable Instant since;

        private boolean live() {
            return now != null && now.state().status() == Status.LIVE;
        }

        private Change change() {
            return live() ? Change.BACK : Change.TROUBLE;
        }
    }

    /** Of one camera: what was told, and what quiet hours held back. */
    record Entry(Key key, Optional<CameraState> told, Optional<CameraState> held) {}

    /** Goes on where another ledger ended. */
    void restore(List<Entry> entries) {
        for (Entry entry : entries) {
            Standing standing = new Standing();
            standing.told = entry.told().orElse(null);
            standing.held = entry.held().orElse(null);
            standings.put(entry.key(), standing);
        }
    }

    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        standings.forEach((key, s) -> {
            if (s.told != null || s.held != null) {
                entries.add(new Entry(key, Optional.ofNullable(s.told), Optional.ofNullable(s.held)));
            }
        });
        return entries;
    }

    /** Notes how cameras stand. Of one that is not seen, or whose state is no news, what was so before still is. */
    void observe(Look look, Instant now) {
        standings.keySet().removeIf(key -> !look.cameras().contains(key.camera()));
        look.sightings().stream().filter(s -> scope.tells(s.state())).forEach(s -> observe(s, now));
        standings.values().removeIf(s -> s.live() && s.told == null && s.held == null);
    }

    private void observe(Sighting sighting, Instant now) {
        Standing standing = standings.computeIfAbsent(sighting.key(), k -> new Standing());
        Sighting before = standing.now;
        standing.now = sighting;
        if (same(standing.told, sighting.state())) {
            standing.since = null;
            standing.held = standing.told == null ? standing.held : null;
        } else if (standing.since == null
                || (standing.told != null && before != null && !same(before.state(), sighting.state()))) {
            standing.since = now;
        }
    }

    private static boolean same(@Nullable CameraState told, CameraState state) {
        return told == null
                ? state.status() == Status.LIVE
                : told.status() == state.status() && told.reason().equals(state.reason());
    }

    /** Holds back what would be told now, but for what is urgent. True when something is held that was not before. */
    boolean hold(Instant now) {
        boolean more = false;
        for (Standing s : standings.values()) {
            if (s.since != null
                    && s.held == null
                    && !s.live()
                    && !urgent(s)
                    && !age(s, now).minus(wait(s)).isNegative()) {
                s.held = Objects.requireNonNull(s.now).state();
                more = true;
            }
        }
        return more;
    }

    /**
     * What is to be told now.
     *
     * @param quiet whether only what is urgent is
     */
    Optional<Digest> due(Instant now, boolean quiet) {
        boolean urgentDue = false;
        boolean otherDue = false;
        boolean summary = false;
        for (Standing s : standings.values()) {
            boolean due = s.since != null && !age(s, now).minus(wait(s)).isNegative();
            boolean held = s.held != null && !quiet && s.now != null;
            urgentDue |= due && urgent(s);
            otherDue |= (due && !urgent(s) && !quiet) || held;
            summary |= held;
        }
        if (!urgentDue && !otherDue) {
            return Optional.empty();
        }
        List<Item> items = new ArrayList<>();
        for (Standing s : standings.values()) {
            if (urgent(s) || otherDue) {
                item(s, now).ifPresent(items::add);
            }
        }
        return Optional.of(new Digest(alert, now, summary ? Kind.SUMMARY : Kind.CHANGE, items));
    }

    /** @return empty when there is nothing to say of it, or it has not lasted yet */
    private Optional<Item> item(Standing s, Instant now) {
        Sighting seen = s.now;
        if (seen == null) {
            return Optional.empty();
        }
        if (s.since == null) {
            return s.held != null && s.live() ? Optional.of(new Item(seen, Change.PASSED, s.held)) : Optional.empty();
        }
        boolean settled =
                s.told == null || s.held != null || urgent(s) || age(s, now).compareTo(group.multipliedBy(2)) >= 0;
        CameraState trouble = s.live() ? s.told : seen.state();
        return settled && trouble != null ? Optional.of(new Item(seen, s.change(), trouble)) : Optional.empty();
    }

    /** The message was sent. */
    void told(Digest digest) {
        for (Item item : digest.items()) {
            Standing standing = standings.get(item.sighting().key());
            if (standing != null) {
                standing.told = item.change() == Change.TROUBLE ? item.trouble() : null;
                standing.held = null;
                standing.since = null;
            }
        }
        standings.values().removeIf(s -> s.live() && s.told == null && s.held == null);
    }

    /** How long nothing becomes due if nothing changes; empty when nothing ever does. */
    Optional<Duration> patience(Instant now) {
        return standings.values().stream()
                .filter(s -> s.since != null)
                .map(s -> wait(s).minus(age(s, now)))
                .filter(left -> !left.isNegative() && !left.isZero())
                .min(Duration::compareTo);
    }

    /** How many cameras are told to be in trouble, or wait to be. */
    int open() {
        return standings.size();
    }

    private Duration wait(Standing s) {
        if (urgent(s)) {
            return AT_ONCE.compareTo(group) < 0 ? AT_ONCE : group;
        }
        return s.told == null ? group : group.multipliedBy(3);
    }

    private boolean urgent(Standing s) {
        return s.now != null && s.now.state().reason().filter(urgent::contains).isPresent();
    }

    private static Duration age(Standing s, Instant now) {
        return s.since == null ? Duration.ZERO : Duration.between(s.since, now);
    }
}
