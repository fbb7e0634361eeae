/** What a bundle must keep to before the platform lets it in. */
@NullMarked
package id.pantau.plugins;

import org.jspecify.annotations.NullMarked;
