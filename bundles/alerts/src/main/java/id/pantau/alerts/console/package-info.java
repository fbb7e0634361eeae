/** Commands of the scope {@code alert}. */
@NullMarked
package id.pantau.alerts.console;

import org.jspecify.annotations.NullMarked;
