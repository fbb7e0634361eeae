package id.pantau.onboarding;

import id.pantau.model.DeviceInfo;
import java.util.Optional;

/** By which a device can be known again at another address. */
final class SerialNumber {
    private static final int LONGEST = 100;
    private static final int SHORTEST = 4;

    private SerialNumber() {}

    /** What a device says of itself; empty for what many devices say, as {@code 0000}. */
    static Optional<String> of(DeviceInfo device) {
        String serial = device.serial().strip();
        boolean telling = serial.length() >= SHORTEST
                && serial.length() <= LONGEST
                && serial.codePoints().allMatch(RowCheck::printable)
                && serial.chars().distinct().count() > 1;
        return telling ? Optional.of(serial) : Optional.empty();
    }
}
