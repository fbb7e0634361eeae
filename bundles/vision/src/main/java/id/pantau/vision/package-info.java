/** Snapshots, decoded in worker processes. */
@NullMarked
package id.pantau.vision;

import org.jspecify.annotations.NullMarked;
