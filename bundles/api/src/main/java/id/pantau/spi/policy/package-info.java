/** What a public-stream policy plugin implements. */
@Export
@Version("1.1.0")
@NullMarked
package id.pantau.spi.policy;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
