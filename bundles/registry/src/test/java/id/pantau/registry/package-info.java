@NullMarked
package id.pantau.registry;

import org.jspecify.annotations.NullMarked;
