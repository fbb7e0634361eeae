/** {@code permit:*}. */
@NullMarked
package id.pantau.shell.permit;

import org.jspecify.annotations.NullMarked;
