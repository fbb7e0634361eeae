/** The contract of a storage backend, as tests. */
@NullMarked
package id.pantau.tck.storage;

import org.jspecify.annotations.NullMarked;
