package id.pantau.model;

/** What a device says it is; an unknown part is the empty string. */
public record DeviceInfo(String make, String model, String serial) {
    public static final DeviceInfo UNKNOWN = new DeviceInfo("", "", "");
}
