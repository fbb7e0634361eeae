package id.pantau.model;

/**
 * A place that a partner declared to be its own: a circle on the map.
 *
 * @param name unique within the partner, 1 to 100 characters
 * @param latitude WGS 84 degrees, of the centre
 * @param longitude WGS 84 degrees, of the centre
 * @param radius metres, 1 to 20,000
 */
public record Premises(String partner, String name, double latitude, double longitude, int radius) {
    private static final double EARTH_RADIUS = 6_371_000;

    /** @throws IllegalArgumentException with words for people when a value is out of range */
    public Premises {
        if (name.isBlank() || name.length() > 100) {
            throw new IllegalArgumentException("premises have a name of 1 to 100 characters");
        }
        if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) {
            throw new IllegalArgumentException("premises lie at -90 to 90 degrees north and -180 to 180 degrees east");
        }
        if (radius < 1 || radius > 20_000) {
            throw new IllegalArgumentException("premises have a radius of 1 to 20000 metres");
        }
    }

    /** How far a place is from the centre, in metres; on a sphere, so right to about half a percent. */
    public double metresTo(double otherLatitude, double otherLongitude) {
        return metres(latitude, longitude, otherLatitude, otherLongitude);
    }

    /** How far two places are from each other, in metres; on a sphere, so right to about half a percent. */
    public static double metres(double latitude, double longitude, double otherLatitude, double otherLongitude) {
        double north = Math.toRadians(otherLatitude - latitude);
        double east = Math.toRadians(otherLongitude - longitude);
        double half = Math.pow(Math.sin(north / 2), 2)
                + Math.cos(Math.toRadians(latitude))
                        * Math.cos(Math.toRadians(otherLatitude))
                        * Math.pow(Math.sin(east / 2), 2);
        return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(half)));
    }

    public boolean contains(double otherLatitude, double otherLongitude) {
        return metresTo(otherLatitude, otherLongitude) <= radius;
    }
}
