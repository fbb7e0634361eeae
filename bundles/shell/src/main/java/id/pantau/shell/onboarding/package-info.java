/** {@code onboarding:*}. */
@NullMarked
package id.pantau.shell.onboarding;

import org.jspecify.annotations.NullMarked;
