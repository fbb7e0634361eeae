package id.pantau.model;

import java.util.Objects;

/**
 * A registered camera, without its login.
 *
 * @param id opaque and stable, {@code [a-z0-9]{12}}; appears in public URLs
 * @param point id of its {@link Point}
 * @param partner name of the {@link Partner} that owns it
 * @param ref the partner's own name for it, unique within the partner
 * @param vendor name of the driver that recognised it, see {@link id.pantau.spi.vendor.Vendor}
 * @param endpoint with the address that its host name resolved to when it was accepted
 * @param channel which channel of the device, see {@link id.pantau.spi.vendor.Channel}
 * @param publicConsent whether the owner agrees to publication
 */
public record Camera(
        String id,
        String name,
        String point,
        String partner,
        String ref,
        String vendor,
        Endpoint endpoint,
        String channel,
        Scene scene,
        boolean publicConsent) {
    public Camera {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(point, "point");
        Objects.requireNonNull(partner, "partner");
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(vendor, "vendor");
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(scene, "scene");
    }
}
