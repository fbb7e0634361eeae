package id.pantau.vision.check;

import id.pantau.model.Finding;
import id.pantau.model.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a camera still shows the view that a person approved of. That it does not is said after two pictures running, and
 * only when there is evidence: what is seen lies elsewhere than it did, or a picture that could have matched, in the same
 * light, shows something else. A picture that tells neither changes nothing.
 */
final class ViewCheck implements Check {
    private static final int RUNNING = 2;

    /** Blocks that must be comparable before anything is said. */
    private static final int FEW = 8;

    /** In which the latest pictures' light is still the present one. */
    private static final Duration SAME_LIGHT = Duration.ofMinutes(10);

    /** A displacement is believed when so many blocks fit after it is undone, and so many times more than before. */
    private static final double FITS = 0.45;

    private static final double TIMES = 1.5;

    /** A displacement that fits less well is believed where nothing at all fits of so much that lately did. */
    private static final double FITS_ALONE = 0.2;

    private static final double NEARLY_ALL = 0.8;
    private static final int MANY = 30;

    /** From this share of what usually matches down it is worth a search. */
    private static final double DROP = 0.5;

    /** Of what makes one doubt, what makes one believe that a camera was turned back. */
    private static final double RETURNED = 1.5;

    /** Where nothing matches for long, a displacement is looked for only so often. */
    private static final Duration SEARCH = Duration.ofSeconds(20);

    private final double view;
    private @Nullable ViewMemory memory;
    private int same;
    private int other;
    private boolean changed;
    private String how = "";
    private Instant searched = Instant.MIN;
    private Match last = Match.NONE;

    ViewCheck(Sensitivity sensitivity) {
        this.view = sensitivity.view();
    }

    /** Makes a picture the approved view, and forgets all that was learned. */
    void approve(Reading reference) {
        memory = new ViewMemory(new Layer(reference.structure(), reference.median()));
        same = 0;
        other = 0;
        changed = false;
        how = "";
        searched = Instant.MIN;
    }

    /** Whether the camera shows something else; false while nothing was approved. */
    boolean changed() {
        return changed;
    }

    /** Whether a picture differed, and another one must tell. */
    boolean doubts() {
        return other > 0 && !changed;
    }

    /** Whether a picture, however bad, has the approved view in it; true while nothing was approved. */
    boolean resembles(Reading reading) {
        if (memory == null) {
            return true;
        }
        Match best = memory.best(reading.structure(), view);
        return best.compared() >= FEW && best.share() >= view;
    }

    /** A picture that says nothing about the view: what was found stands. */
    Optional<Finding> skip() {
        return changed ? Optional.of(new Finding(Reason.VIEW_CHANGED, how)) : Optional.empty();
    }

    @Override
    public Optional<Finding> look(Reading reading) {
        ViewMemory known = memory;
        if (known == null) {
            return Optional.empty();
        }
        Structure now = reading.structure();
        double usual = known.usualShare();
        Match best = known.best(now, Math.max(view, DROP * usual));
        last = best;
        boolean enough = best.compared() >= FEW && best.share() >= view;
        if (changed) {
            same = enough && best.share() >= Math.max(RETURNED * view, RETURNED * DROP * usual) ? same + 1 : 0;
            changed = same < RUNNING;
        } else {
            boolean asUsual = enough && best.share() >= DROP * usual;
            judge(known, reading, enough, asUsual ? Optional.empty() : evidence(known, reading, best));
        }
        return skip();
    }

    /** For technicians: what the last picture that says something of the view showed. */
    @Override
    public String toString() {
        return (changed ? "changed, " : "") + last.matched() + " of " + last.compared() + " parts match, " + memory;
    }

    private void judge(ViewMemory known, Reading reading, boolean enough, Optional<String> evidence) {
        if (evidence.isPresent()) {
            other++;
            changed = other >= RUNNING;
            how = other == 1 ? evidence.get() : how;
            same = 0;
            return;
        }
        other = 0;
        if (enough) {
            known.learn(reading.structure(), reading.median(), reading.look().at());
        }
    }

    private Optional<String> evidence(ViewMemory known, Reading reading, Match best) {
        Instant at = reading.look().at();
        Layer now = new Layer(reading.structure(), reading.median());
        if (now.structured() < FEW) {
            return Optional.empty();
        }
        String seen = best.matched() + " of " + best.compared() + " parts of the picture are as they were approved";
        Optional<String> replaced = replaced(known, now, best, at) ? Optional.of(seen) : Optional.empty();
        if (replaced.isPresent() && other > 0) {
            return replaced;
        }
        if (replaced.isEmpty() && other == 0 && at.isBefore(searched.plus(SEARCH))) {
            return replaced;
        }
        searched = at;
        Layer lately = known.lately();
        double fits = vanished(known, best, at) ? FITS_ALONE : FITS;
        for (Layer layer : lately == null ? known.layers() : List.of(lately, known.approved())) {
            Displacement found = Displacement.find(layer, reading.structure());
            if (found.moved()
                    && found.match().compared() >= FEW
                    && found.match().share() >= fits
                    && found.match().share() >= TIMES * best.share()) {
                return Optional.of(seen + "; it is " + found.text());
            }
        }
        return replaced;
    }

    /** Whether all that matched some moments ago matches no more, and that not for want of something to be seen. */
    private static boolean vanished(ViewMemory known, Match best, Instant at) {
        return best.matched() == 0
                && best.compared() >= MANY
                && known.usualShare() >= NEARLY_ALL
                && !at.isAfter(known.updated().plus(SAME_LIGHT));
    }

    /** Whether there is something to be seen, in the light of a layer, and nothing of it as it was. */
    private boolean replaced(ViewMemory known, Layer now, Match best, Instant at) {
        if (best.matched() >= 0.6 * view * Math.max(best.compared(), FEW)) {
            return false;
        }
        Layer lately = known.lately();
        if (lately != null
                && !at.isAfter(known.updated().plus(SAME_LIGHT))
                && known.usualShare() >= 0.45
                && lately.count() >= FEW
                && now.median() * 2 >= lately.median()) {
            return true;
        }
        return best.compared() >= FEW && known.layers().stream().anyMatch(layer -> inLightOf(layer, now));
    }

    private static boolean inLightOf(Layer layer, Layer now) {
        return now.median() >= 60 && now.median() >= 0.6 * layer.median() && now.count() * 2 >= layer.count();
    }
}
