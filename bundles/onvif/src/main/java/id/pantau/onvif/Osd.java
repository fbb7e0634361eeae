package id.pantau.onvif;

/**
 * Something that a device draws over its pictures.
 *
 * @param type {@code Text}, {@code Image} or the device's own
 * @param position such as {@code UpperLeft}, or {@code Custom}
 * @param content the text; what it is instead, such as {@code DateAndTime}; or empty
 */
public record Osd(String token, String videoSourceConfiguration, String type, String position, String content) {}
