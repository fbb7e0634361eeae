package id.pantau.model;

import java.util.Objects;

/**
 * A place in the city with one camera or more.
 *
 * @param id chosen by the city, {@code [a-z0-9-]{1,64}}
 * @param kecamatan sub-district; empty when not known
 * @param latitude WGS 84 degrees
 * @param longitude WGS 84 degrees
 */
public record Point(String id, String name, String kecamatan, double latitude, double longitude) {
    public Point {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kecamatan, "kecamatan");
        if (!id.matches("[a-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("a point's id is 1 to 64 of a-z, 0-9 and -");
        }
        if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) {
            throw new IllegalArgumentException("not WGS 84 degrees: " + latitude + ", " + longitude);
        }
    }
}
