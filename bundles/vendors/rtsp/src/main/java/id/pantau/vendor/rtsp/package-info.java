/** Any camera with an RTSP URL: the driver of last resort. */
@NullMarked
package id.pantau.vendor.rtsp;

import org.jspecify.annotations.NullMarked;
