/** Keeps chosen cameras' segments in a storage backend, finds them by time, and deletes them when their days are over. */
@NullMarked
package id.pantau.recording;

import org.jspecify.annotations.NullMarked;
