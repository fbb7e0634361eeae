/** The worker process: native code on a class path of its own, without anything of the container. */
@NullMarked
package id.pantau.vision.worker;

import org.jspecify.annotations.NullMarked;
