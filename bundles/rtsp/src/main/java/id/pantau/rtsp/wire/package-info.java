/** Bytes of a connection, as they are or under TLS; also for who writes a server. */
@Export
@Version("1.0.0")
@NullMarked
package id.pantau.rtsp.wire;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
