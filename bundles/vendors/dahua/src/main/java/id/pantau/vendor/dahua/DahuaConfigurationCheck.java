package id.pantau.vendor.dahua;

import id.pantau.vendor.dialect.PinsCheck;

/** Refuses certificate pins that cannot be used. */
public final class DahuaConfigurationCheck extends PinsCheck {
    public DahuaConfigurationCheck() {
        super("id.pantau.vendor.dahua");
    }
}
