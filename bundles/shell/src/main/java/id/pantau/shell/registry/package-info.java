/** {@code audit:*}, {@code registry:*} and {@code configuration:*}. */
@NullMarked
package id.pantau.shell.registry;

import org.jspecify.annotations.NullMarked;
