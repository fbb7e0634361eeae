/** Commands for the secrets that configuration files refer to. */
@NullMarked
package id.pantau.shell.secret;

import org.jspecify.annotations.NullMarked;
