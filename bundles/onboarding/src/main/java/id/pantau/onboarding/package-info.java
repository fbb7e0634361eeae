/** How cameras join: submitted, validated, kept, probed, approved, registered, live. */
@NullMarked
package id.pantau.onboarding;

import org.jspecify.annotations.NullMarked;
