/** Access units in, HTTP Live Streaming (RFC 8216) with fragmented MP4 (ISO/IEC 14496-12, CMAF) out, off-heap. */
@Export
@Version("1.1.0")
@NullMarked
package id.pantau.rtsp.hls;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
