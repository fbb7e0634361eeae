/** XML of devices: read with bounds and without DTDs, as a tree; and the same tree written. */
@Export
@Version("1.0.0")
@NullMarked
package id.pantau.onvif.xml;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
