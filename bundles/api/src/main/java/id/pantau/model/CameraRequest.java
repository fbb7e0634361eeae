package id.pantau.model;

import java.util.Objects;

/**
 * One valid camera of a partner's submission.
 *
 * @param ref the partner's own name for the camera, 1 to 64 characters, unique within the partner
 * @param name for people, 1 to 200 characters
 * @param endpoint as the partner wrote it
 * @param latitude WGS 84 degrees
 * @param longitude WGS 84 degrees
 */
public record CameraRequest(
        String ref,
        String name,
        Endpoint endpoint,
        Credentials credentials,
        double latitude,
        double longitude,
        Scene scene,
        boolean publicConsent) {
    public CameraRequest {
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(credentials, "credentials");
        Objects.requireNonNull(scene, "scene");
    }
}
