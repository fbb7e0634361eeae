package id.pantau.vendor.uniview;

import id.pantau.vendor.dialect.PinsCheck;

/** Refuses certificate pins that cannot be used. */
public final class UniviewConfigurationCheck extends PinsCheck {
    public UniviewConfigurationCheck() {
        super("id.pantau.vendor.uniview");
    }
}
