/** Commands of the scope {@code route}. */
@NullMarked
package id.pantau.camel.routes.console;

import org.jspecify.annotations.NullMarked;
