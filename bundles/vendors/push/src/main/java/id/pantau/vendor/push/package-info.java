/**
 * Sources that come to us: whoever has a stream's key sends it by RTSP (ANNOUNCE, RECORD) or RTMP, and the platform pulls it
 * from this bundle on loopback. {@link id.pantau.vendor.push.Push} is the front door.
 */
@NullMarked
package id.pantau.vendor.push;

import org.jspecify.annotations.NullMarked;
