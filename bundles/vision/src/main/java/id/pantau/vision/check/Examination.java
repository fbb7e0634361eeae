package id.pantau.vision.check;

import id.pantau.model.Finding;
import id.pantau.model.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is checked of one camera's pictures, with what was learned of that camera. Not thread-safe: one thread at a
 * time. Takes well under a millisecond for each picture, and some ten when the view seems to have changed.
 */
public final class Examination {
    private final FrozenCheck frozen;
    private final BlackCheck black;
    private final WhiteOutCheck whiteOut;
    private final CoverCheck cover;
    private final NoiseCheck noise;
    private final DamageCheck damage;
    private final BlurCheck blur;
    private final ViewCheck view;

    public Examination(Sensitivity sensitivity) {
        frozen = new FrozenCheck(sensitivity);
        black = new BlackCheck(sensitivity);
        whiteOut = new WhiteOutCheck();
        cover = new CoverCheck();
        noise = new NoiseCheck(sensitivity);
        damage = new DamageCheck();
        blur = new BlurCheck(sensitivity);
        view = new ViewCheck(sensitivity);
    }

    /** Makes a picture the approved view: the camera is held against it from now on, and shows it. */
    public void approve(LumaPicture reference) {
        Reading reading = new Reading(new Look(reference, Instant.EPOCH, 0));
        damage.approve(reading);
        blur.approve(reading);
        view.approve(reading);
    }

    /**
     * Looks at the next picture.
     *
     * @return what is wrong with it; a picture that shows nothing is not said to show another view
     */
    public List<Finding> look(Look look) {
        Reading reading = new Reading(look);
        List<Finding> findings = new ArrayList<>();
        Optional<Finding> still = frozen.look(reading);
        Optional<Finding> noisy = noise.look(reading);
        Optional<Finding> damaged = damage.look(reading);
        still.ifPresent(findings::add);
        Optional<Finding> nothing = black.look(reading)
                .or(() -> whiteOut.look(reading))
                .or(() -> noisy)
                .or(() -> cover.look(reading));
        nothing.ifPresent(findings::add);
        if (nothing.isEmpty() || look.decodeErrors() > 0) {
            damaged.ifPresent(findings::add);
        }
        // what only looks damaged may be the plain walls of another place
        boolean judgeable = nothing.isEmpty() && look.decodeErrors() == 0;
        if (judgeable) {
            Optional<Finding> blurred = blur.look(reading);
            judgeable = !blur.beyondRecognition(reading);
            // what is close before the lens is out of focus, and is not what was approved either
            blurred.map(soft -> blur.beyondRecognition(reading) && !view.resembles(reading)
                            ? new Finding(Reason.COVERED, soft.detail() + ", and nothing is where it was")
                            : soft)
                    .ifPresent(findings::add);
        }
        (judgeable ? view.look(reading) : view.skip()).ifPresent(findings::add);
        if (findings.isEmpty()) {
            damage.learn();
        }
        return List.copyOf(findings);
    }

    /**
     * Whether the camera shows something else than what was approved, which two pictures running must say; stays so while
     * pictures show nothing.
     */
    public boolean viewChanged() {
        return view.changed();
    }

    /** Whether the last picture showed another view, so that the next one must tell. */
    public boolean doubtsView() {
        return view.doubts();
    }

    /** For technicians. */
    @Override
    public String toString() {
        return view.toString();
    }
}
