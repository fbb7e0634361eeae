/** What a camera vendor's plugin implements. {@link id.pantau.spi.vendor.CameraDriver} is the front door. */
@Export
@Version("1.1.0")
@NullMarked
package id.pantau.spi.vendor;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
