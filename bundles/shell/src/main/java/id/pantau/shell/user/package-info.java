/** {@code user:*}. */
@NullMarked
package id.pantau.shell.user;

import org.jspecify.annotations.NullMarked;
