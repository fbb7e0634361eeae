package id.pantau.registry;

import static java.util.stream.Collectors.joining;

import id.pantau.model.Agreement;
import id.pantau.model.Text;
import id.pantau.model.Use;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * What a partner's agreements say about a use at a moment.
 *
 * @param agreements of one partner, over too, and not begun yet; none for one that is not bound by any
 * @param at in the zone whose days and hours count
 */
record Terms(List<Agreement> agreements, Use use, ZonedDateTime at) {
    private static final Text NO_INCIDENT = new Text(
            "Menurut perjanjian, kamera ini hanya dibagikan selama ada kejadian.",
            "By agreement, this camera is shared during incidents only.");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd-MM-uuuu");

    /** The words for a camera that its owner withholds. */
    static Text withheld(ZonedDateTime since) {
        String when = DAY.format(since);
        return new Text(
                "Pemilik menarik kamera ini pada " + when + ".", "The owner withdrew this camera on " + when + ".");
    }

    /** Why no agreement of that day grants the use, whatever the hour. */
    Optional<Text> ended() {
        if (agreements.isEmpty() || !granting().isEmpty()) {
            return Optional.empty();
        }
        List<Agreement> held = inForce();
        return Optional.of(held.isEmpty() ? why(latest()) : notCovered(held));
    }

    /** Why no agreement grants the use at that moment. */
    Optional<Text> obstacle(BooleanSupplier incident) {
        Optional<Text> ended = ended();
        if (ended.isPresent() || agreements.isEmpty()) {
            return ended;
        }
        List<Agreement> nowadays = granting().stream().filter(this::withinHours).toList();
        if (nowadays.isEmpty()) {
            return Optional.of(outsideHours());
        }
        boolean free = nowadays.stream().anyMatch(agreement -> !agreement.incidentOnly()) || incident.getAsBoolean();
        return free ? Optional.empty() : Optional.of(NO_INCIDENT);
    }

    private LocalDate day() {
        return at.toLocalDate();
    }

    private List<Agreement> inForce() {
        return agreements.stream()
                .filter(agreement -> agreement.inForceOn(day()))
                .toList();
    }

    private List<Agreement> granting() {
        return inForce().stream()
                .filter(agreement -> agreement.shared().contains(use))
                .toList();
    }

    private boolean withinHours(Agreement agreement) {
        return agreement.hours().stream().allMatch(hours -> hours.contains(at.toLocalTime()));
    }

    /** The one that says most about today: the one that ends last. */
    private Agreement latest() {
        return agreements.stream().max(Comparator.comparing(Agreement::until)).orElseThrow();
    }

    private Text why(Agreement agreement) {
        if (agreement.revoked().isPresent()) {
            String when = DAY.format(agreement.revoked().get().atZone(at.getZone()));
            return new Text(
                    "Perjanjian " + agreement.number() + " dicabut pada " + when + ".",
                    "Agreement " + agreement.number() + " was revoked on " + when + ".");
        }
        if (day().isBefore(agreement.from())) {
            return new Text(
                    "Perjanjian " + agreement.number() + " baru berlaku mulai " + DAY.format(agreement.from()) + ".",
                    "Agreement " + agreement.number() + " holds from " + DAY.format(agreement.from()) + " on.");
        }
        return new Text(
                "Perjanjian " + agreement.number() + " berakhir pada " + DAY.format(agreement.until()) + ".",
                "Agreement " + agreement.number() + " ended on " + DAY.format(agreement.until()) + ".");
    }

    private Text notCovered(List<Agreement> held) {
        String numbers = held.stream().map(Agreement::number).collect(joining(", "));
        return new Text(
                "Perjanjian " + numbers + " tidak mencakup " + use.text().id() + ".",
                "Agreement " + numbers + " does not cover " + use.text().en() + ".");
    }

    private Text outsideHours() {
        return new Text(
                "Menurut perjanjian, kamera ini hanya dibagikan pukul " + hours(" dan ") + ".",
                "By agreement, this camera is shared from " + hours(" and ") + " only.");
    }

    private String hours(String and) {
        Function<Agreement, String> hours =
                agreement -> agreement.hours().orElseThrow().toString();
        return granting().stream().map(hours).distinct().sorted().collect(joining(and));
    }
}
