package id.pantau.model;

import java.time.Instant;

/**
 * One change, for ever.
 *
 * @param action noun and verb as on the console, such as {@code public:publish}
 * @param subject what was changed, such as a camera's id
 * @param why the reason given, or empty
 */
public record AuditEntry(Instant at, String who, String action, String subject, String why) {}
