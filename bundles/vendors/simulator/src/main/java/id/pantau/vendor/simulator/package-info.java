/** Cameras that are made of clips: served over real RTSP, driven by their own driver, broken by command. */
@NullMarked
package id.pantau.vendor.simulator;

import org.jspecify.annotations.NullMarked;
