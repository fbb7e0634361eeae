/** {@code public:*} and {@code policy:*}. */
@NullMarked
package id.pantau.shell.publication;

import org.jspecify.annotations.NullMarked;
