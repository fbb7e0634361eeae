/** An RTSP 1.0 client (RFC 2326): over TCP, TLS and UDP, many streams on one or two threads. */
@Export
@Version("1.2.0")
@NullMarked
package id.pantau.rtsp.client;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
