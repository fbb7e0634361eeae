package id.pantau.vendor.axis;

import id.pantau.vendor.dialect.PinsCheck;

/** Refuses certificate pins that cannot be used. */
public final class AxisConfigurationCheck extends PinsCheck {
    public AxisConfigurationCheck() {
        super("id.pantau.vendor.axis");
    }
}
