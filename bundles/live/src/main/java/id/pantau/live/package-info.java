/** One supervised session per camera, and the hub that everyone reads live pictures from. */
@NullMarked
package id.pantau.live;

import org.jspecify.annotations.NullMarked;
