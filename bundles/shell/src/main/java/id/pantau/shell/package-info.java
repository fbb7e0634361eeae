/** What the commands have in common: how they find services, print, ask and fail. */
@NullMarked
package id.pantau.shell;

import org.jspecify.annotations.NullMarked;
