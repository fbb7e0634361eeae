/** A client for ONVIF devices. {@link id.pantau.onvif.OnvifDevice} is the front door. */
@Export
@Version("1.0.0")
@NullMarked
package id.pantau.onvif;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
