/** Components of our own, where Camel's lose what they are to keep. */
@NullMarked
package id.pantau.camel.connectors;

import org.jspecify.annotations.NullMarked;
