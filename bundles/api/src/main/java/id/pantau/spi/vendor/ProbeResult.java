package id.pantau.spi.vendor;

import id.pantau.model.DeviceInfo;

/** Every answer a probe can give. */
public sealed interface ProbeResult {
    /** This driver can serve the device, and no login was asked for so far. */
    record Recognised(DeviceInfo device) implements ProbeResult {}

    /** This driver can serve the device once it has a login. */
    record NeedsLogin(String realm) implements ProbeResult {}

    /**
     * Something answers that this driver does not know, or the address says that it is something else.
     *
     * @param asked whether anything was asked; false when the address alone was looked at
     */
    record NotMine(String because, boolean asked) implements ProbeResult {

        /** Something answers. */
        public NotMine(String because) {
            this(because, true);
        }

        /** The address is none of this driver's, so that nothing was asked. */
        public static NotMine byAddress(String because) {
            return new NotMine(because, false);
        }
    }

    /** Nothing answers. */
    record Unreachable(String because) implements ProbeResult {}
}
