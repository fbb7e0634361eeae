/** The {@code pantau:} component, and routes from files. */
@NullMarked
package id.pantau.camel.routes;

import org.jspecify.annotations.NullMarked;
