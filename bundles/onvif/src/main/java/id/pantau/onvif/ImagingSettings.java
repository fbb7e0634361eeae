package id.pantau.onvif;

import java.util.OptionalDouble;

/**
 * How a device's sensor sees, each in the device's own range; empty where it does not tell, and left as it is where empty
 * when written.
 *
 * @param irCutFilter {@code ON}, {@code OFF}, {@code AUTO}, or empty
 */
public record ImagingSettings(
        OptionalDouble brightness,
        OptionalDouble saturation,
        OptionalDouble contrast,
        OptionalDouble sharpness,
        String irCutFilter) {}
