/** {@code agreement:*}. */
@NullMarked
package id.pantau.shell.agreement;

import org.jspecify.annotations.NullMarked;
