package id.pantau.vendor.push;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is being sent now, and by which keys. On the loop's thread only. */
final class Publications {
    /** A sender that is silent for so long has lost its place to another one of the same key. */
    static final Duration TAKEN_OVER_AFTER = Duration.ofSeconds(10);

    private static final Duration RAREST = Duration.ofSeconds(30);
    private static final Logger LOG = LoggerFactory.getLogger(Publications.class);

    private final Keys keys;
    private final Attempts attempts;
    private final Consumer<String> onUnread;
    private final Later later;
    private final Map<String, Publication> running = new HashMap<>();

    /** Runs something after a while, on the loop's thread. */
    interface Later {
        void after(Duration delay, Runnable task);
    }

    /** @param onUnread told the name of a stream that waits for a reader, more and more rarely; must not block */
    Publications(Keys keys, Attempts attempts, Consumer<String> onUnread, Later later) {
        this.keys = keys;
        this.attempts = attempts;
        this.onUnread = onUnread;
        this.later = later;
    }

    /** The stream that a key is for; empty for a wrong one, and from who has tried too many. */
    Optional<String> admit(String key, InetAddress from) {
        Optional<String> name = keys.name(key);
        if (!attempts.mayTry(from)) {
            return Optional.empty();
        }
        if (name.isEmpty()) {
            attempts.wrong(from);
            LOG.debug("a wrong key from {}", from.getHostAddress());
        }
        return name;
    }

    /** Begins, unless another sender of the same stream is heard, or the key was revoked since it was admitted. */
    Optional<Publication> begin(
            String key, Publication.Protocol protocol, InetAddress from, long nanos, Runnable hangUp) {
        Optional<String> stream = keys.name(key);
        if (stream.isEmpty()) {
            return Optional.empty();
        }
        String name = stream.get();
        Publication before = running.get(name);
        if (before != null && before.silence(nanos).compareTo(TAKEN_OVER_AFTER) < 0) {
            LOG.info("push {}: a second sender, from {}, is refused", name, from.getHostAddress());
            return Optional.empty();
        }
        if (before != null) {
            end(before, "another sender takes over");
        }
        Publication begun = new Publication(name, protocol, from, Instant.now(), nanos, hangUp);
        running.put(name, begun);
        LOG.info("push {}: {} from {}", name, protocol, from.getHostAddress());
        return Optional.of(begun);
    }

    /** Its pictures are described, so that it can be read. */
    void described(Publication publication, Video video) {
        boolean first = publication.video().isEmpty();
        publication.video(video);
        if (first) {
            tell(publication, Duration.ofSeconds(1));
        }
    }

    private void tell(Publication publication, Duration again) {
        if (publication.isUnread()) {
            onUnread.accept(publication.name());
            Duration next = again.compareTo(RAREST) < 0 ? again.multipliedBy(2) : again;
            later.after(again, () -> tell(publication, next));
        }
    }

    Optional<Publication> find(String name) {
        return Optional.ofNullable(running.get(name));
    }

    void end(Publication publication, String why) {
        if (running.remove(publication.name(), publication)) {
            LOG.info("push {}: ended, {}", publication.name(), why);
        }
        publication.end();
    }

    void end(String name, String why) {
        find(name).ifPresent(publication -> end(publication, why));
    }

    void endAll() {
        new ArrayList<>(running.values()).forEach(publication -> end(publication, "the bundle stops"));
    }
}
