/** Commands for keys and streams. */
@NullMarked
package id.pantau.vendor.push.console;

import org.jspecify.annotations.NullMarked;
