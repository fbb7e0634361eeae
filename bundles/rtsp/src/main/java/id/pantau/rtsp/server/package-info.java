/**
 * A small RTSP/1.0 server (RFC 2326) for simulated cameras and for tests: H.264 clips looped in real time over
 * interleaved TCP, on one thread for any number of connections. {@link id.pantau.rtsp.server.RtspServer} is the front
 * door. It is made for loopback and trusted networks, not for serving viewers.
 */
@Export
@Version("1.1.0")
@NullMarked
package id.pantau.rtsp.server;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
