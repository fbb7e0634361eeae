/** Apache Camel for the whole container: one context, and the hub that takes and drops other bundles' routes. */
@NullMarked
package id.pantau.camel.runtime;

import org.jspecify.annotations.NullMarked;
