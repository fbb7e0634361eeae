/** What the platform offers to its own bundles and to plugins. */
@Export
@Version("1.11.0")
@NullMarked
package id.pantau.service;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
