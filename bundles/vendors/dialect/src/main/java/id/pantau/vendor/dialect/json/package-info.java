/** JSON of devices. */
@NullMarked
package id.pantau.vendor.dialect.json;

import org.jspecify.annotations.NullMarked;
