package id.pantau.model;

/**
 * How far a camera is from the nearest of its partner's places.
 *
 * @param name of the place
 * @param metres from its centre
 * @param radius of the place, in metres
 */
public record PremisesDistance(String name, long metres, int radius) {
    public boolean inside() {
        return metres <= radius;
    }
}
