/** Uniview's cameras and recorders, by LAPI and ONVIF. */
@NullMarked
package id.pantau.vendor.uniview;

import org.jspecify.annotations.NullMarked;
