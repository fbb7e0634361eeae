/** Hikvision's cameras and recorders, and those of its other brands, by ISAPI. */
@NullMarked
package id.pantau.vendor.hikvision;

import org.jspecify.annotations.NullMarked;
