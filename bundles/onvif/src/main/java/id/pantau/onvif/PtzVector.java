package id.pantau.onvif;

/**
 * A place, a way or a speed, in the device's generic space.
 *
 * @param pan -1 to 1, positive to the right
 * @param tilt -1 to 1, positive up
 * @param zoom speeds and ways -1 to 1, places 0 to 1; positive closer
 */
public record PtzVector(double pan, double tilt, double zoom) {}
