/** The contract of a camera driver, as tests. */
@NullMarked
package id.pantau.tck.vendor;

import org.jspecify.annotations.NullMarked;
