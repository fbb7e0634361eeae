/** HTTP for devices: bounded, interruptible, with Digest. {@link id.pantau.onvif.http.DeviceHttp} is the front door. */
@Export
@Version("1.0.0")
@NullMarked
package id.pantau.onvif.http;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
