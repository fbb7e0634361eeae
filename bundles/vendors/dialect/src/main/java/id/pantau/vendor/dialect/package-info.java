/**
 * What drivers of devices that are asked over HTTP have in common. Not a bundle that is deployed: each driver carries a copy
 * of what it uses, so that it can be replaced, and put out, by itself.
 */
@NullMarked
package id.pantau.vendor.dialect;

import org.jspecify.annotations.NullMarked;
