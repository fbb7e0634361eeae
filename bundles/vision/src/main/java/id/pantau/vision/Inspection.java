package id.pantau.vision;

import id.pantau.model.Finding;
import id.pantau.model.Reason;
import id.pantau.service.Snapshot;
import id.pantau.vision.check.Examination;
import id.pantau.vision.check.Look;
import id.pantau.vision.check.LumaPicture;
import id.pantau.vision.check.Sensitivity;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is made of the looks at one camera's pictures. Of the shard's thread, but for {@link #approved}.
 */
final class Inspection {
    private final String camera;
    private final Desk desk;
    private final Examination examination;
    private Set<Reason> before = EnumSet.noneOf(Reason.class);
    private boolean uncertain;
    private volatile @Nullable Approved approved;
    private @Nullable Approved known;

    /**
     * Where the results go. Any thread; must not block.
     *
     * <p>What it is told of a view it may be told again and again.
     */
    interface Desk {
        void found(String camera, List<Finding> findings);

        /**
         * The camera shows something else than was approved.
         *
         * @param approved when that was approved
         */
        void changed(String camera, Instant approved, Snapshot picture, String detail);

        /** Whether somebody waits for each new picture, to decide what the camera may show. */
        boolean awaitsDecision(String camera);

        /** Whether a good picture may become the approved one. */
        boolean lacksReference(String camera);

        void adopt(String camera, Snapshot picture);
    }

    /**
     * An approved picture.
     *
     * @param at when it was approved
     * @param jpeg a JPEG file
     */
    record Approved(Instant at, byte[] jpeg) {}

    Inspection(String camera, Sensitivity sensitivity, Desk desk) {
        this.camera = camera;
        this.desk = desk;
        this.examination = new Examination(sensitivity);
    }

    /** A person approved of a picture. Any thread. */
    void approved(Approved picture) {
        approved = picture;
    }

    /** When the approved picture was approved that is known here; empty for none. */
    Optional<Instant> approvedAt() {
        return Optional.ofNullable(approved).map(Approved::at);
    }

    /** An approved picture that was not looked at yet. */
    Optional<Approved> news() {
        Approved newest = approved;
        return newest == null || newest == known ? Optional.empty() : Optional.of(newest);
    }

    /** What an approved picture looks like; null when it cannot be decoded, so that there is nothing to compare with. */
    void learn(Approved picture, @Nullable LumaPicture luma) {
        known = picture;
        if (luma != null) {
            examination.approve(luma);
        }
    }

    /** Whether another look is wanted as soon as there is another picture. */
    boolean isUncertain() {
        return uncertain;
    }

    /** Whether the next look shall give a file. */
    boolean wantsFile() {
        return uncertain || desk.awaitsDecision(camera) || desk.lacksReference(camera);
    }

    /** @param file of the same picture; null where none was wanted */
    void looked(Look look, @Nullable Snapshot file) {
        List<Finding> findings = examination.look(look);
        conclude(findings);
        if (file == null) {
            return;
        }
        Approved compared = known;
        if (compared != null) {
            findings.stream()
                    .filter(f -> f.reason() == Reason.VIEW_CHANGED)
                    .findFirst()
                    .ifPresent(finding -> desk.changed(camera, compared.at(), file, finding.detail()));
        }
        if (findings.isEmpty() && !examination.doubtsView() && desk.lacksReference(camera)) {
            desk.adopt(camera, file);
        }
    }

    /** A picture came that nobody can decode. */
    void undecodable(String why) {
        conclude(List.of(new Finding(Reason.DAMAGED, why)));
    }

    /** What was not there before is looked at once more, and soon; what stays the same is not. */
    private void conclude(List<Finding> findings) {
        Set<Reason> reasons = findings.stream()
                .map(Finding::reason)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Reason.class)));
        uncertain = !reasons.equals(before) || examination.doubtsView();
        before = reasons;
        desk.found(camera, findings);
    }
}
