/** Any ONVIF device: cameras and recorders, Profile S and T. */
@NullMarked
package id.pantau.vendor.onvif;

import org.jspecify.annotations.NullMarked;
