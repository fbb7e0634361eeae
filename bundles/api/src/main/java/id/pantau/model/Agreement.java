package id.pantau.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a partner and the city signed: which uses of the partner's cameras it shares, when, and under which conditions.
 *
 * @param number as on the paper, unique, 1 to 64 characters without line breaks
 * @param partner the name of the {@link Partner} whose cameras it covers, all of them
 * @param parties who signed, for people, at most 500 characters
 * @param from the first day on which it holds, in the container's time zone
 * @param until the last day
 * @param shared at least one
 * @param hours the hours of the day within which anything is shared; empty for the whole day
 * @param incidentOnly whether anything is shared only while an {@link Incident} is open at the camera or at its point
 * @param revoked when it was ended before its time
 */
public record Agreement(
        String number,
        String partner,
        String parties,
        LocalDate from,
        LocalDate until,
        Set<Use> shared,
        Optional<Hours> hours,
        boolean incidentOnly,
        Optional<Instant> revoked) {

    /** @throws IllegalArgumentException with words for people when the values make no agreement */
    public Agreement {
        Objects.requireNonNull(partner, "partner");
        if (!number.matches("\\P{Cntrl}{1,64}") || number.isBlank()) {
            throw new IllegalArgumentException("an agreement's number has 1 to 64 characters without line breaks");
        }
        if (parties.length() > 500) {
            throw new IllegalArgumentException("an agreement's parties have at most 500 characters");
        }
        if (until.isBefore(from)) {
            throw new IllegalArgumentException("an agreement ends on " + until + ", before it begins on " + from);
        }
        if (shared.isEmpty()) {
            throw new IllegalArgumentException("an agreement shares at least one of live, public, recorded, ptz");
        }
        Objects.requireNonNull(hours, "hours");
        Objects.requireNonNull(revoked, "revoked");
        shared = Set.copyOf(EnumSet.copyOf(shared));
    }

    /** Whether it holds on a day, whatever the hour. */
    public boolean inForceOn(LocalDate day) {
        return revoked.isEmpty() && !day.isBefore(from) && !day.isAfter(until);
    }

    /**
     * Hours of the day; those that end before they begin go past midnight.
     *
     * @param begin inclusive
     * @param end exclusive; equal to {@code begin} for the whole day
     */
    public record Hours(LocalTime begin, LocalTime end) {
        public boolean contains(LocalTime time) {
            boolean begun = !time.isBefore(begin);
            boolean going = time.isBefore(end);
            return begin.isBefore(end) ? begun && going : begun || going;
        }

        /**
         * Reads {@code HH:MM-HH:MM}.
         *
         * @throws IllegalArgumentException when it is anything else
         */
        public static Hours parse(String text) {
            String[] ends = text.split("-", -1);
            try {
                if (ends.length == 2) {
                    return new Hours(LocalTime.parse(ends[0].strip()), LocalTime.parse(ends[1].strip()));
                }
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("hours are HH:MM-HH:MM, such as 06:00-18:00", e);
            }
            throw new IllegalArgumentException("hours are HH:MM-HH:MM, such as 06:00-18:00");
        }

        @Override
        public String toString() {
            return begin + "-" + end;
        }
    }
}
