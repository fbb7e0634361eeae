package id.pantau.model;

import java.time.LocalDate;
import java.util.Objects;

/**
 * What the permit office lays upon a business: so many cameras towards public space, by a day.
 *
 * @param permit the permit's number, unique, 1 to 64 characters without line breaks
 * @param partner the name of the business among the partners
 * @param cameras how many, 1 to 1,000
 * @param issued when it was laid upon the business
 * @param due the last day to fulfil it, at most nine months after {@code issued}
 */
public record PermitDuty(String permit, String partner, int cameras, LocalDate issued, LocalDate due) {
    /** How long a business has when the office names no day, in months. */
    public static final int USUAL_MONTHS = 6;

    /** How long a business has at most, in months. */
    public static final int MOST_MONTHS = 9;

    /** @throws IllegalArgumentException with words for people when a value is out of range */
    public PermitDuty {
        Objects.requireNonNull(partner, "partner");
        if (!permit.matches("\\P{Cntrl}{1,64}") || permit.isBlank()) {
            throw new IllegalArgumentException("a permit's number has 1 to 64 characters without line breaks");
        }
        if (cameras < 1 || cameras > 1000) {
            throw new IllegalArgumentException("a permit obliges to 1 to 1000 cameras");
        }
        if (due.isBefore(issued) || due.isAfter(issued.plusMonths(MOST_MONTHS))) {
            throw new IllegalArgumentException("a duty that was issued on " + issued + " is due from that day to "
                    + issued.plusMonths(MOST_MONTHS));
        }
    }

    /**
     * A duty with what became of it.
     *
     * @param fulfilled how many of its cameras there are, at most {@link #cameras()}
     */
    public record Standing(PermitDuty duty, int fulfilled) {
        public boolean isFulfilled() {
            return fulfilled >= duty.cameras();
        }

        public boolean isOverdueOn(LocalDate day) {
            return !isFulfilled() && day.isAfter(duty.due());
        }
    }
}
