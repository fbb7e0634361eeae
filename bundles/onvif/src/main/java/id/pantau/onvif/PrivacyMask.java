package id.pantau.onvif;

import java.util.List;

/**
 * A part of the picture that a device does not show.
 *
 * @param outline corners in ONVIF's normalised coordinates, -1 to 1, up and to the right
 * @param type such as {@code Color}, {@code Pixelated}, {@code Blurred}
 */
public record PrivacyMask(
        String token, String videoSourceConfiguration, List<Point> outline, String type, boolean enabled) {

    /** In normalised coordinates. */
    public record Point(double x, double y) {}
}
