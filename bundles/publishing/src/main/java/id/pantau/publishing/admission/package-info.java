/** Keeps the uplink and the processors from being asked for more than they carry. */
@NullMarked
package id.pantau.publishing.admission;

import org.jspecify.annotations.NullMarked;
