/** A bundle that is configured. */
@org.jspecify.annotations.NullMarked
package id.pantau.configuration.sample;
