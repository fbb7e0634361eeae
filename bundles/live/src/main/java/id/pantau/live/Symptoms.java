package id.pantau.live;

import id.pantau.model.Finding;
import id.pantau.model.Reason;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is wrong with a camera's pictures, as one source of looks says: a finding counts once {@value #ONSET} looks running
 * made it, and is over once {@value #RELIEF} running did not. Nothing is forgotten because nobody looks. Thread-safe.
 */
final class Symptoms {
    /** Looks running that make a finding count. */
    static final int ONSET = 2;

    /** Looks running without it that end it. */
    static final int RELIEF = 3;

    /**
     * What can be found, worst first: what of several findings people are told. What the camera no longer shows at all comes
     * before what it shows badly, and that before what is wrong beside the picture.
     */
    static final List<Reason> WORST_FIRST = List.of(
            Reason.VIEW_CHANGED,
            Reason.BLACK,
            Reason.WHITE_OUT,
            Reason.COVERED,
            Reason.FROZEN,
            Reason.DAMAGED,
            Reason.BLURRED,
            Reason.NOISY,
            Reason.LOW_RATE,
            Reason.CLOCK_WRONG);

    private static final int LONGEST_DETAIL = 200;

    private final Map<Reason, Course> courses = new EnumMap<>(Reason.class);

    private static final class Course {
        private int with;
        private int without;
        private boolean counts;
        private String detail = "";
    }

    /**
     * One look at everything.
     *
     * @throws IllegalArgumentException when a finding's reason is none that a look can find
     */
    synchronized void report(List<Finding> findings) {
        findings.forEach(this::seen);
        for (Map.Entry<Reason, Course> known : courses.entrySet()) {
            if (findings.stream().noneMatch(finding -> finding.reason() == known.getKey())) {
                missed(known.getKey());
            }
        }
    }

    /**
     * A look made this finding.
     *
     * @throws IllegalArgumentException when its reason is none that a look can find
     */
    synchronized void seen(Finding finding) {
        if (!WORST_FIRST.contains(finding.reason())) {
            throw new IllegalArgumentException(
                    finding.reason().code() + " is nothing that a look at a camera's pictures can find");
        }
        Course course = courses.computeIfAbsent(finding.reason(), reason -> new Course());
        course.without = 0;
        course.with = Math.min(ONSET, course.with + 1);
        course.counts |= course.with == ONSET;
        course.detail = finding.detail().length() <= LONGEST_DETAIL
                ? finding.detail()
                : finding.detail().substring(0, LONGEST_DETAIL);
    }

    /** A look that would have found it did not. */
    synchronized void missed(Reason reason) {
        Course course = courses.get(reason);
        if (course == null) {
            return;
        }
        course.with = 0;
        course.without = Math.min(RELIEF, course.without + 1);
        course.counts &= course.without < RELIEF;
    }

    /** That finding, where it counts now. */
    synchronized Optional<Finding> present(Reason reason) {
        Course course = courses.get(reason);
        return course == null || !course.counts ? Optional.empty() : Optional.of(new Finding(reason, course.detail));
    }

    /** The worst that counts now, of this source and another. */
    Optional<Finding> worst(Symptoms other) {
        return WORST_FIRST.stream()
                .flatMap(reason -> present(reason).or(() -> other.present(reason)).stream())
                .findFirst();
    }
}
