package id.pantau.onvif;

/** What a device says it is; what it leaves out is the empty string. */
public record DeviceInformation(
        String manufacturer, String model, String firmware, String serialNumber, String hardware) {}
