package id.pantau.onvif;

import java.time.Duration;
import java.time.Instant;

/**
 * A device's clock, read once.
 *
 * @param utc what it showed; the moment of reading where the device says no time that can be understood
 * @param ahead by how much it was ahead of this machine's clock, as exactly as half the time of the answer; negative when
 *     it was behind
 * @param fromNtp whether the device sets it itself
 * @param timeZone as the device writes it, mostly POSIX; may be empty
 */
public record DeviceClock(Instant utc, Duration ahead, boolean fromNtp, boolean daylightSavings, String timeZone) {}
