/**
 * Stands between {@code etc/id.pantau.*.cfg} and the components: a configuration with a bad value is not delivered, the
 * last good one is.
 */
@NullMarked
package id.pantau.configuration;

import org.jspecify.annotations.NullMarked;
