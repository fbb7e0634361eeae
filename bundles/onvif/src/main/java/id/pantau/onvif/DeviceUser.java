package id.pantau.onvif;

/**
 * An account of a device, without its password, which some devices tell.
 *
 * @param level such as {@code Administrator}, {@code Operator}, {@code User}
 */
public record DeviceUser(String name, String level) {}
