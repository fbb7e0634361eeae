/** Axis's cameras and encoders, by VAPIX, and by ONVIF what they notice. */
@NullMarked
package id.pantau.vendor.axis;

import org.jspecify.annotations.NullMarked;
