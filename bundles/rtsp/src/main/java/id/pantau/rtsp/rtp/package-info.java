/** RTP (RFC 3550) with H.264 (RFC 6184): packets in, access units on a clean time line out. */
@NullMarked
package id.pantau.rtsp.rtp;

import org.jspecify.annotations.NullMarked;
