package id.pantau.model;

import java.util.Locale;
import java.util.Objects;

/**
 * Another camera that may have to do with a waiting one: registered, or waiting itself.
 *
 * @param id of the camera, or of the row while it is none
 * @param registered whether it is a camera
 * @param partner its partner's name
 * @param metres how far it stands from the waiting one
 * @param sameView whether both show the same, as far as their pictures could be compared
 */
public record Neighbour(
        String id, boolean registered, String name, String partner, long metres, Relation relation, boolean sameView) {
    public Neighbour {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(partner, "partner");
        Objects.requireNonNull(relation, "relation");
    }

    /** The same one, which shows the same. */
    public Neighbour withSameView() {
        return new Neighbour(id, registered, name, partner, metres, relation, true);
    }

    /** What it has to do with the waiting one, the closest first. */
    public enum Relation {
        /** The same channel of the same device: by its address, or by its make and serial number. */
        SAME_CAMERA,
        /** Another channel, or another path, of the same device. */
        SAME_DEVICE,
        /** Another device, close by. */
        NEAR;

        /** The name in JSON: lower case with hyphens, such as {@code same-camera}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
