package id.pantau.model;

/**
 * How far a camera is from the nearest of its partner's places.
 *
 * @param metres from the place's centre, rounded up
 */
public record PremisesDistance(Premises premises, long metres) {
    public boolean inside() {
        return metres <= premises.radius();
    }
}
