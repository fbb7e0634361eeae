/** {@code incident:*}. */
@NullMarked
package id.pantau.shell.incident;

import org.jspecify.annotations.NullMarked;
