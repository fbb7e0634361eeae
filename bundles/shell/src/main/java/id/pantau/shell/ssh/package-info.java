/** What Karaf's SSH server needs to serve scripts. */
@NullMarked
package id.pantau.shell.ssh;

import org.jspecify.annotations.NullMarked;
