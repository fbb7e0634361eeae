/** Coded video: formats, access units, and what is read from H.264 parameter sets (ITU-T H.264). */
@Export
@Version("1.0.0")
@NullMarked
package id.pantau.rtsp.media;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
