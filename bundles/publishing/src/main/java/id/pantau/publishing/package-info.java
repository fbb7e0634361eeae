/** Decides what the public may see: a person's request, the policies' answers, and what follows from both. */
@NullMarked
package id.pantau.publishing;

import org.jspecify.annotations.NullMarked;
