package id.pantau.onvif;

import java.util.Optional;

/**
 * Where a device looks.
 *
 * @param position empty where the device does not tell
 * @param moving whether it says that it moves
 */
public record PtzStatus(Optional<PtzVector> position, boolean moving, String error) {}
