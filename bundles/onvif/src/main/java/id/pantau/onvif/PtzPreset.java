package id.pantau.onvif;

/** A view that a device has stored. */
public record PtzPreset(String token, String name) {}
