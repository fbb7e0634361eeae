/** Coded video: formats, access units, and what is read from parameter sets (ITU-T H.264 and H.265). */
@Export
@Version("1.1.0")
@NullMarked
package id.pantau.rtsp.media;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
