/** RTSP 1.0 messages (RFC 2326), logins (RFC 7616, RFC 7617) and session descriptions (RFC 4566), without any I/O. */
@Export
@Version("1.0.0")
@NullMarked
package id.pantau.rtsp.protocol;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
