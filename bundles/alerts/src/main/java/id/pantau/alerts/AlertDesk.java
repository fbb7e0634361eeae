package id.pantau.alerts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the city, and has a message sent when there is something to say. A message is tried a few times, with pauses that
 * double; then it is given up, and what it said goes into the next one, a while later. One thread at a time, but for {@link
 * #record}.
 */
final class AlertDesk {
    private static final Logger LOG = LoggerFactory.getLogger(AlertDesk.class);

    static final int TRIES = 6;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration AFTER_GIVING_UP = Duration.ofMinutes(15);

    /** Facts tell of changes; this finds what no fact told, such as the end of quiet hours. */
    private static final Duration LONGEST_REST = Duration.ofSeconds(30);

    private static final Duration SHORTEST_REST = Duration.ofSeconds(1);

    private final String alert;
    private final City city;
    private final Ledger ledger;
    private final LedgerFile file;
    private final Optional<QuietHours> quiet;
    private final Sender sender;
    private final Clock clock;
    private int tries;
    private Instant notBefore = Instant.MIN;
    private volatile Record record = Record.NONE;

    /** @param clock its zone is the one that quiet hours are meant in */
    AlertDesk(
            String alert,
            City city,
            Ledger ledger,
            LedgerFile file,
            Optional<QuietHours> quiet,
            Sender sender,
            Clock clock) {
        this.alert = alert;
        this.city = city;
        this.ledger = ledger;
        this.file = file;
        this.quiet = quiet;
        this.sender = sender;
        this.clock = clock;
        ledger.restore(file.read());
    }

    /** Gets a message to people, and returns once it is accepted. */
    @FunctionalInterface
    interface Sender {
        void send(Digest digest) throws Exception;
    }

    /**
     * How the alert did since it started.
     *
     * @param failed tries
     * @param givenUp messages
     * @param open cameras that are told to be in trouble, or wait to be
     * @param problem of the last try; empty when that went well
     */
    record Record(long sent, long failed, long givenUp, int open, Optional<Instant> last, String problem) {
        static final Record NONE = new Record(0, 0, 0, 0, Optional.empty(), "");
    }

    Record record() {
        return record;
    }

    /**
     * Does what is to be done now; waits for the sender.
     *
     * @return how long nothing is to be done if nothing happens
     */
    Duration turn() {
        Instant now = clock.instant();
        boolean silence = quiet.filter(
                        q -> q.contains(now.atZone(clock.getZone()).toLocalTime()))
                .isPresent();
        ledger.observe(city.look(), now);
        if (silence && ledger.hold(now)) {
            file.write(ledger.entries());
        }
        if (!now.isBefore(notBefore)) {
            ledger.due(now, silence).ifPresent(this::send);
        }
        record = new Record(
                record.sent(), record.failed(), record.givenUp(), ledger.open(), record.last(), record.problem());
        Duration left = rest(now).minus(Duration.between(now, clock.instant()));
        return left.compareTo(SHORTEST_REST) < 0 ? SHORTEST_REST : left;
    }

    /** From the moment that was looked at: what became due since then is not to be slept through. */
    private Duration rest(Instant now) {
        Duration wanted = now.isBefore(notBefore)
                ? Duration.between(now, notBefore)
                : ledger.patience(now).orElse(LONGEST_REST);
        return wanted.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : wanted;
    }

    private void send(Digest digest) {
        try {
            sender.send(digest);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } catch (Exception e) {
            failed(digest, e);
            return;
        }
        tries = 0;
        record = new Record(
                record.sent() + 1, record.failed(), record.givenUp(), record.open(), Optional.of(digest.at()), "");
        ledger.told(digest);
        file.write(ledger.entries());
    }

    private void failed(Digest digest, Exception failure) {
        String problem = String.valueOf(failure.getMessage());
        tries++;
        boolean givesUp = tries >= TRIES;
        Duration pause = givesUp ? AFTER_GIVING_UP : FIRST_PAUSE.multipliedBy(1L << (tries - 1));
        notBefore = clock.instant().plus(pause);
        record = new Record(
                record.sent(),
                record.failed() + 1,
                record.givenUp() + (givesUp ? 1 : 0),
                record.open(),
                record.last(),
                problem);
        if (givesUp) {
            tries = 0;
            LOG.error(
                    "Alert {} gave up after {} tries ({}); not sent, and to be said in the next message: {}",
                    alert,
                    TRIES,
                    problem,
                    Words.line(digest, clock.getZone()));
        } else {
            LOG.warn("Alert {} was not sent, try {} of {}: {}", alert, tries, TRIES, problem);
        }
    }

    /**
     * Sends a message that says that it is only a test.
     *
     * @throws Exception why it was not accepted
     */
    void test() throws Exception {
        sender.send(Digest.test(alert, clock.instant()));
    }
}
