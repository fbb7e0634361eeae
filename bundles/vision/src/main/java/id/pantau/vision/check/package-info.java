/** What a camera's picture says: frozen, black, blurred, another view; in plain Java, on small gray pictures. */
@NullMarked
package id.pantau.vision.check;

import org.jspecify.annotations.NullMarked;
