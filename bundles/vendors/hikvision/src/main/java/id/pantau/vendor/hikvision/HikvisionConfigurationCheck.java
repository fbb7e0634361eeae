package id.pantau.vendor.hikvision;

import id.pantau.vendor.dialect.PinsCheck;

/** Refuses certificate pins that cannot be used. */
public final class HikvisionConfigurationCheck extends PinsCheck {
    public HikvisionConfigurationCheck() {
        super("id.pantau.vendor.hikvision");
    }
}
