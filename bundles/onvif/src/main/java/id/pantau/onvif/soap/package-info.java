/** Envelopes, faults and logins. */
@NullMarked
package id.pantau.onvif.soap;

import org.jspecify.annotations.NullMarked;
