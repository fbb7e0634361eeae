/** Tells people what became of cameras: facts, grouped, as few messages over the channels that a file names. */
@NullMarked
package id.pantau.alerts;

import org.jspecify.annotations.NullMarked;
