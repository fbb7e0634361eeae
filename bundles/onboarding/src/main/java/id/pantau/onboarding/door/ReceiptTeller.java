package id.pantau.onboarding.door;

import id.pantau.model.Receipt;
import id.pantau.onboarding.ReceiptJson;
import id.pantau.onboarding.door.Door.Outgoing;
import id.pantau.service.SubmissionRefusedException;
import id.pantau.service.Submissions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a partner its receipts, whichever way the submissions came: when they come, and again whenever an outcome changes, until
 * none can change any more. What could not be told is told later. Thread-safe.
 */
final class ReceiptTeller {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiptTeller.class);
    private static final int MOST_OPEN = 1000;
    private static final UUID NOTHING = new UUID(0, 0);
    private static final long REST_NANOS = Duration.ofSeconds(30).toNanos();

    private final String partner;
    private final Submissions submissions;
    private final Voice voice;

    /** What was told last, by the receipt's id. */
    private final Map<String, UUID> told = new LinkedHashMap<>();

    private final Set<String> changed = ConcurrentHashMap.newKeySet();

    /** Whether it has to be asked what is open: at first, and after what could not be told. */
    private volatile boolean lost = true;

    private long failedAt;
    private volatile String problem = "";

    /** Gets it to the partner, and returns once it is accepted. */
    @FunctionalInterface
    interface Voice {
        void say(Outgoing outgoing) throws Exception;
    }

    ReceiptTeller(String partner, Submissions submissions, Voice voice) {
        this.partner = partner;
        this.submissions = submissions;
        this.voice = voice;
    }

    /** Why the last one could not be told; empty when it could. */
    String problem() {
        return problem;
    }

    /** Tells it, even if that was done before: who submits again wants to know again. */
    synchronized void answer(Receipt receipt) {
        told.remove(receipt.id());
        tell(receipt);
        // it may be older than what was told in between
        changed(receipt.id());
    }

    /** Told once, as well as that goes: nothing of the submission is kept. */
    synchronized void refuse(String submission, SubmissionRefusedException refusal) {
        say(new Outgoing(submission, true, ReceiptJson.of(submission, refusal)));
    }

    /** Has a receipt told with the next {@link #refresh}. Does not block. */
    void changed(String receipt) {
        if (changed.size() < MOST_OPEN) {
            changed.add(receipt);
        } else {
            lost = true;
        }
    }

    /** Tells every receipt that has changed; ends at the first that cannot be told, and rests then. */
    synchronized void refresh() {
        if (!problem.isEmpty() && System.nanoTime() - failedAt < REST_NANOS) {
            return;
        }
        TreeSet<String> open = new TreeSet<>(changed);
        changed.removeAll(open);
        boolean all = lost;
        // what is lost from here on is found by the next look
        lost = false;
        boolean done = false;
        try {
            if (all) {
                open.addAll(told.keySet());
                open.addAll(submissions.receipts(partner, ReceiptJson.unfinished(), MOST_OPEN));
            }
            done = tell(open);
        } finally {
            if (!done) {
                lost = true;
            }
        }
    }

    private boolean tell(Set<String> open) {
        for (String id : open) {
            Optional<Receipt> receipt = submissions.receipt(partner, id);
            if (receipt.isEmpty()) {
                told.remove(id);
            } else if (!tell(receipt.get())) {
                told.put(id, NOTHING);
                return false;
            }
        }
        return true;
    }

    private boolean tell(Receipt receipt) {
        String json = ReceiptJson.of(receipt);
        UUID digest = UUID.nameUUIDFromBytes(json.getBytes(StandardCharsets.UTF_8));
        boolean accepted =
                digest.equals(told.get(receipt.id())) || say(new Outgoing(receipt.submission(), false, json));
        if (!accepted) {
            lost = true;
        }
        if (accepted && ReceiptJson.isFinal(receipt)) {
            told.remove(receipt.id());
        } else {
            told.put(receipt.id(), accepted ? digest : NOTHING);
            List.copyOf(told.keySet()).stream()
                    .limit(Math.max(0, told.size() - MOST_OPEN))
                    .forEach(told::remove);
        }
        return accepted;
    }

    private boolean say(Outgoing outgoing) {
        try {
            voice.say(outgoing);
            problem = "";
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception e) {
            if (problem.isEmpty()) {
                LOG.warn("Partner {} cannot be told its receipts, which is tried again: {}", partner, e.toString());
            }
            problem = "receipts: " + Secrets.words(e);
            failedAt = System.nanoTime();
            return false;
        }
    }
}
