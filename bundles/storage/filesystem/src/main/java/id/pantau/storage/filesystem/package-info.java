/** A storage backend that keeps segments as files in a folder. */
@NullMarked
package id.pantau.storage.filesystem;

import org.jspecify.annotations.NullMarked;
