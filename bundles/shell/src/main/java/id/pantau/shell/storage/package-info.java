/** {@code storage:*} and {@code recording:*}. */
@NullMarked
package id.pantau.shell.storage;

import org.jspecify.annotations.NullMarked;
