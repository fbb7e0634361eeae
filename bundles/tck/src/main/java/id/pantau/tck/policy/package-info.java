/** The contract of a public-stream policy, as tests. */
@NullMarked
package id.pantau.tck.policy;

import org.jspecify.annotations.NullMarked;
