/** ONVIF's services as facets: of a device that speaks ONVIF alone, or beside its maker's dialect. */
@NullMarked
package id.pantau.vendor.dialect.onvif;

import org.jspecify.annotations.NullMarked;
