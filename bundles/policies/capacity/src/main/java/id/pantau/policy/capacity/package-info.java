/** The policy that no more is published than the uplink carries. */
@NullMarked
package id.pantau.policy.capacity;

import org.jspecify.annotations.NullMarked;
