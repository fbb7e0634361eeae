/** Dahua's cameras and recorders, and those of its other brands, by CGI. */
@NullMarked
package id.pantau.vendor.dahua;

import org.jspecify.annotations.NullMarked;
