/** {@code camera:*}. */
@NullMarked
package id.pantau.shell.camera;

import org.jspecify.annotations.NullMarked;
