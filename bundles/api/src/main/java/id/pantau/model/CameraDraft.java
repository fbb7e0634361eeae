package id.pantau.model;

import java.util.Optional;

/**
 * A submitted camera as far as it could be read: whole, or with holes where a field was missing or wrong.
 *
 * @param credentials {@link Credentials#NONE} wherever it is read out for people
 * @param latitude WGS 84 degrees
 * @param longitude WGS 84 degrees
 */
public record CameraDraft(
        Optional<String> name,
        Optional<Endpoint> endpoint,
        Credentials credentials,
        Optional<Double> latitude,
        Optional<Double> longitude,
        Optional<Scene> scene,
        Optional<Boolean> publicConsent) {

    /** Nothing could be read. */
    public static final CameraDraft NONE = new CameraDraft(
            Optional.empty(),
            Optional.empty(),
            Credentials.NONE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public static CameraDraft of(CameraRequest request) {
        return new CameraDraft(
                Optional.of(request.name()),
                Optional.of(request.endpoint()),
                request.credentials(),
                Optional.of(request.latitude()),
                Optional.of(request.longitude()),
                Optional.of(request.scene()),
                Optional.of(request.publicConsent()));
    }

    /** The camera, when nothing of it is lacking. */
    public Optional<CameraRequest> request(String ref) {
        boolean whole = name.isPresent()
                && endpoint.isPresent()
                && latitude.isPresent()
                && longitude.isPresent()
                && scene.isPresent()
                && publicConsent.isPresent();
        return whole
                ? Optional.of(new CameraRequest(
                        ref,
                        name.get(),
                        endpoint.get(),
                        credentials,
                        latitude.get(),
                        longitude.get(),
                        scene.get(),
                        publicConsent.get()))
                : Optional.empty();
    }
}
