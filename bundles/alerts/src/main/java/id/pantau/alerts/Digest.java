package id.pantau.alerts;

import id.pantau.alerts.Sighting.Aspect;
import id.pantau.model.CameraState;
import id.pantau.model.Status;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one message says.
 *
 * @param alert its name
 * @param items ordered by point and camera
 */
record Digest(String alert, Instant at, Kind kind, List<Item> items) {
    private static final Comparator<Item> BY_PLACE = Comparator.comparing(
                    (Item i) -> i.sighting().point())
            .thenComparing(i -> i.sighting().camera().name())
            .thenComparing(i -> i.sighting().camera().id())
            .thenComparing(i -> i.sighting().aspect());

    Digest {
        Objects.requireNonNull(at, "at");
        items = items.stream().sorted(BY_PLACE).toList();
    }

    static Digest test(String alert, Instant at) {
        return new Digest(alert, at, Kind.TEST, List.of());
    }

    /** What people are shown: that a camera was withdrawn for what its picture shows is said once. */
    List<Item> shown() {
        Set<String> withdrawn = items.stream()
                .filter(i -> i.sighting().aspect() == Aspect.PUBLIC)
                .map(Digest::cameraAndReason)
                .collect(Collectors.toSet());
        return items.stream()
                .filter(i -> i.sighting().aspect() == Aspect.PUBLIC || !withdrawn.contains(cameraAndReason(i)))
                .toList();
    }

    private static String cameraAndReason(Item item) {
        return item.sighting().camera().id() + " " + item.change() + " "
                + item.trouble().reason();
    }

    enum Kind {
        CHANGE,
        /** What was held back in quiet hours. */
        SUMMARY,
        TEST
    }

    enum Change {
        /** Something is wrong that was not, or something else than before. */
        TROUBLE,
        /** What was told to be wrong is not any more. */
        BACK,
        /** What was wrong during quiet hours, and is not any more. */
        PASSED
    }

    /**
     * One camera's part.
     *
     * @param trouble what is wrong, or was; never {@link Status#LIVE}
     */
    record Item(Sighting sighting, Change change, CameraState trouble) {
        Item {
            if (trouble.status() == Status.LIVE) {
                throw new IllegalArgumentException("live is no trouble");
            }
        }
    }
}
