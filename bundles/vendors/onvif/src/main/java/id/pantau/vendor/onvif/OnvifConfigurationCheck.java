package id.pantau.vendor.onvif;

import id.pantau.vendor.dialect.PinsCheck;

/** Refuses certificate pins that cannot be used. */
public final class OnvifConfigurationCheck extends PinsCheck {
    public OnvifConfigurationCheck() {
        super("id.pantau.vendor.onvif");
    }
}
