/** Finds ONVIF devices by WS-Discovery. */
@Export
@Version("1.0.0")
@NullMarked
package id.pantau.onvif.discovery;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
