package id.pantau.onvif;

import java.util.Optional;

/**
 * A stream that a device offers.
 *
 * @param videoSource token of where its pictures come from; empty when it has none
 * @param videoSourceConfiguration token of how they are taken from there; empty when it has none
 * @param encoder empty for a stream without pictures
 * @param ptz empty when its pictures cannot be moved
 */
public record MediaProfile(
        String token,
        String name,
        String videoSource,
        String videoSourceConfiguration,
        Optional<VideoEncoder> encoder,
        Optional<PtzConfiguration> ptz) {

    /**
     * What moves a profile's pictures.
     *
     * @param panTilt whether it turns
     * @param zoom whether it zooms
     */
    public record PtzConfiguration(String token, String node, boolean panTilt, boolean zoom) {}
}
