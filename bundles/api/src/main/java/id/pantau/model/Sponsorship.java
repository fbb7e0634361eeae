package id.pantau.model;

import java.util.Objects;

/**
 * Who pays for a camera in a year.
 *
 * @param year of the Gregorian calendar
 * @param sponsor a company, or an office
 * @param source the fund, such as {@code CSR} or {@code APBD}; may be empty
 */
public record Sponsorship(String camera, int year, String sponsor, String source) {

    public Sponsorship {
        Objects.requireNonNull(camera, "camera");
        Objects.requireNonNull(sponsor, "sponsor");
        Objects.requireNonNull(source, "source");
    }
}
