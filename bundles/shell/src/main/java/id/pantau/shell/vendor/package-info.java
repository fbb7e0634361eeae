/** {@code vendor:*}. */
@NullMarked
package id.pantau.shell.vendor;

import org.jspecify.annotations.NullMarked;
