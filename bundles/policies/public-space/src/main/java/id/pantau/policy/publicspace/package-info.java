/** The policy that only public space is shown. */
@NullMarked
package id.pantau.policy.publicspace;

import org.jspecify.annotations.NullMarked;
