/** {@code point:*}. */
@NullMarked
package id.pantau.shell.point;

import org.jspecify.annotations.NullMarked;
