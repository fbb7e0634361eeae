/** {@code partner:*}. */
@NullMarked
package id.pantau.shell.partner;

import org.jspecify.annotations.NullMarked;
