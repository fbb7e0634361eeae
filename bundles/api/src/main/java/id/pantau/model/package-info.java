/** Immutable facts about a city's cameras. Depends on nothing; every type is safe to share between threads. */
@Export
@Version("1.5.0")
@NullMarked
package id.pantau.model;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
