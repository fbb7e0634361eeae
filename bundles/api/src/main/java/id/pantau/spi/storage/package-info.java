/** What a storage plugin implements. */
@Export
@Version("1.0.0")
@NullMarked
package id.pantau.spi.storage;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
