package id.pantau.live;

import id.pantau.model.Camera;
import id.pantau.model.Credentials;
import id.pantau.service.Fact;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.DeviceEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a line to one device open, for ever, and makes facts of its events: one line for all cameras of a recorder. A login
 * that is refused is not tried again before it is another one. Loop only.
 */
final class EventPost implements EventLine.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(EventPost.class);
    private static final Duration STABLE = Duration.ofMinutes(1);
    private static final Duration NEW_LOGIN = Duration.ofMinutes(5);

    /** A driver's time that is farther off than that is nonsense. */
    private static final Duration MOST_OFF = Duration.ofHours(1);

    private static final int LONGEST_SOURCE = 200;
    private static final int LONGEST_RAW = 4096;

    private final DriverPort port;
    private final Loop loop;
    private final Logins logins;
    private final Consumer<Fact> facts;
    private final Backoff backoff;
    private final Map<String, Watched> cameras = new LinkedHashMap<>();
    private @Nullable EventLine line;
    private String refused = "";
    private long turn;
    private long since;
    private Loop.Timer timer = () -> {};

    private record Watched(Camera camera, EventDigest digest) {}

    EventPost(DriverPort port, Loop loop, Logins logins, Consumer<Fact> facts, RandomGenerator random) {
        this.port = port;
        this.loop = loop;
        this.logins = logins;
        this.facts = facts;
        this.backoff = new Backoff(random);
        this.since = loop.nanos();
    }

    /** The camera is one of the device's. The first one opens the line. */
    void watch(Camera camera) {
        Watched known = cameras.get(camera.id());
        cameras.put(camera.id(), new Watched(camera, known == null ? new EventDigest() : known.digest()));
        if (cameras.size() == 1 && known == null) {
            openAfter(backoff.next(Duration.ZERO));
        }
    }

    /** Closes the line with the last camera. */
    void forget(String camera) {
        cameras.remove(camera);
        if (cameras.isEmpty()) {
            close();
        }
    }

    boolean isEmpty() {
        return cameras.isEmpty();
    }

    void close() {
        turn++;
        timer.cancel();
        EventLine open = line;
        line = null;
        if (open != null) {
            open.close();
        }
    }

    private void openAfter(Duration delay) {
        close();
        long mine = turn;
        timer = loop.after(delay, () -> {
            if (mine == turn && !cameras.isEmpty()) {
                Camera first = cameras.values().iterator().next().camera();
                logins.read(first.id(), reading -> {
                    if (mine == turn) {
                        open(first, reading, mine);
                    }
                });
            }
        });
    }

    private void open(Camera first, Logins.Reading reading, long mine) {
        if (!(reading instanceof Logins.Reading.Found found)) {
            retry();
        } else if (logins.mark(found.credentials()).equals(refused)) {
            openAfter(NEW_LOGIN);
        } else {
            EventLine opening = new EventLine(port, first, found.credentials(), loop, this);
            line = opening;
            since = loop.nanos();
            opening.open(answer -> loop.execute(() -> {
                if (mine == turn) {
                    answered(found.credentials(), answer);
                } else if (line != opening) {
                    opening.close();
                }
            }));
        }
    }

    private void answered(Credentials credentials, Answer<Boolean> answer) {
        if (answer instanceof Answer.Given<Boolean> given) {
            if (!given.value()) {
                close();
            }
        } else if (answer instanceof Answer.Failed<Boolean> failed
                && failed.kind() == CameraException.Kind.UNAUTHORIZED) {
            refused = logins.mark(credentials);
            LOG.warn("A device refuses the login for its events: cameras {}", cameras.keySet());
            openAfter(NEW_LOGIN);
        } else if (answer instanceof Answer.Gone
                || answer instanceof Answer.Failed<Boolean> failed
                        && failed.kind() == CameraException.Kind.UNSUPPORTED) {
            close();
        } else {
            retry();
        }
    }

    @Override
    public void ended(EventLine ended) {
        if (ended == line) {
            retry();
        }
    }

    private void retry() {
        Duration lasted = Duration.ofNanos(loop.nanos() - since);
        if (line != null && lasted.compareTo(STABLE) > 0) {
            backoff.reset();
        }
        openAfter(backoff.next(STABLE));
    }

    @Override
    public void event(DeviceEvent event) {
        for (Watched watched : cameras.values()) {
            boolean its = event.channel().isEmpty()
                    || event.channel().equals(watched.camera().channel());
            if (its && watched.digest().isNews(event, loop.nanos())) {
                facts.accept(fact(watched.camera(), event));
            }
        }
    }

    private Fact fact(Camera camera, DeviceEvent event) {
        Instant now = loop.now();
        boolean sound = Duration.between(event.at(), now).abs().compareTo(MOST_OFF) <= 0;
        Instant at = sound ? event.at() : now;
        EventLine from = line;
        String raw = from == null ? "" : from.withoutSecrets(event.raw());
        return new Fact(
                Fact.CAMERA_EVENT,
                camera.id(),
                at,
                Map.of(
                        "kind", code(event.kind()),
                        "state", code(event.state()),
                        "source", cut(event.source(), LONGEST_SOURCE),
                        "at", at.toString(),
                        "raw", cut(raw, LONGEST_RAW)));
    }

    private static String code(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
