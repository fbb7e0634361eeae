/** {@code report:*}. */
@NullMarked
package id.pantau.shell.report;

import org.jspecify.annotations.NullMarked;
