/**
 * RTP and RTCP (RFC 3550) with H.264 (RFC 6184), H.265 (RFC 7798), AAC (RFC 3640) and JPEG (RFC 2435): packets in, access
 * units on a clean time line out.
 */
@NullMarked
package id.pantau.rtsp.rtp;

import org.jspecify.annotations.NullMarked;
