package id.pantau.spi.vendor;

import id.pantau.model.DeviceInfo;

/** Every answer a probe can give. */
public sealed interface ProbeResult {
    /** This driver can serve the device, and no login was asked for so far. */
    record Recognised(DeviceInfo device) implements ProbeResult {}

    /** This driver can serve the device once it has a login. */
    record NeedsLogin(String realm) implements ProbeResult {}

    /** Something answers that this driver does not know. */
    record NotMine(String because) implements ProbeResult {}

    /** Nothing answers. */
    record Unreachable(String because) implements ProbeResult {}
}
